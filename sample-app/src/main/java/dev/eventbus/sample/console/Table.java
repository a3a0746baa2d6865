package dev.eventbus.sample.console;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A table of text in columns: the first flush left, the others, which are numbers mostly, flush right. */
public final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<String> headings) {
        rows.add(headings);
    }

    /** A table with a heading for each column. */
    public static Table of(String... headings) {
        return of(List.of(headings));
    }

    /** A table with a heading for each column. */
    public static Table of(List<String> headings) {
        return new Table(List.copyOf(headings));
    }

    /** Adds a row with a cell for each column. */
    public Table row(String... cells) {
        return row(List.of(cells));
    }

    /** Adds a row with a cell for each column. */
    public Table row(List<String> cells) {
        if (cells.size() != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    cells.size() + " cells for " + rows.get(0).size() + " columns");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** Prints the table, a rule under the headings. */
    public void print(PrintStream out) {
        int[] widths = widths();
        for (int i = 0; i < rows.size(); i++) {
            out.println(line(rows.get(i), widths));
            if (i == 0) {
                out.println(rule(widths));
            }
        }
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], length(row.get(column)));
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            String padding = " ".repeat(widths[column] - length(cell));
            line.append(column == 0 ? cell + padding : GAP + padding + cell);
        }
        return line.toString().stripTrailing();
    }

    private static String rule(int[] widths) {
        StringBuilder rule = new StringBuilder();
        for (int width : widths) {
            rule.append(rule.isEmpty() ? "" : GAP).append("-".repeat(width));
        }
        return rule.toString();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}

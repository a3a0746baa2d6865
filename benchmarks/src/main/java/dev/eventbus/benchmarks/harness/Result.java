package dev.eventbus.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One figure that a measuring program found. It tells it by printing a line of its own; lines that are no results are
 * ignored.
 *
 * @param measure what was measured, one word
 * @param value the figure
 * @param unit its unit, one word
 */
public record Result(String measure, double value, String unit) {

    private static final String MARK = "result";

    /** Prints this as a line that {@link #read} understands. */
    public void print() {
        System.out.printf(Locale.ROOT, "%s %s %.4f %s%n", MARK, measure, value, unit);
    }

    /**
     * Finds the results in what a program printed.
     *
     * @param lines its output
     * @return the results, in the order of the lines
     */
    static List<Result> read(List<String> lines) {
        List<Result> results = new ArrayList<>();
        for (String line : lines) {
            List<String> words = List.of(line.split(" ", -1));
            if (words.size() == 4 && words.get(0).equals(MARK)) {
                results.add(new Result(words.get(1), Double.parseDouble(words.get(2)), words.get(3)));
            }
        }
        return results;
    }
}

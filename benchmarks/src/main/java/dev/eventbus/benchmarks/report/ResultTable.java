package dev.eventbus.benchmarks.report;

import dev.eventbus.benchmarks.report.Results.Values;
import java.util.Locale;
import java.util.Map;

/** Results as a table in Markdown: for each work and contender the median, the range, and how many values there are. */
final class ResultTable {

    private ResultTable() {}

    static String of(Results results) {
        StringBuilder table = new StringBuilder("JDK " + results.jdk()
                + "\n\n| work | contender | median | range | values |\n" + "|---|---|---|---|---|\n");
        for (Map.Entry<String, Map<String, Values>> work : results.byWork().entrySet()) {
            for (Map.Entry<String, Values> contender : work.getValue().entrySet()) {
                Values values = contender.getValue();
                table.append(String.format(
                        Locale.ROOT,
                        "| %s | `%s` | %s %s | %s to %s | %d |%n",
                        work.getKey(),
                        contender.getKey(),
                        rounded(values.median()),
                        values.unit(),
                        rounded(values.least()),
                        rounded(values.most()),
                        values.values().size()));
            }
        }
        return table.toString();
    }

    /** Three digits that count. */
    static String rounded(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}

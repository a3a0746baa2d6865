package dev.eventbus.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All values of one file of results, by the work that was to be done and who did it, each in the order of its first
 * value.
 */
final class Results {

    /** The values of one contender for one work. */
    record Values(List<Double> values, String unit) {

        double median() {
            double[] sorted = sorted();
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }

        double least() {
            return sorted()[0];
        }

        double most() {
            double[] sorted = sorted();
            return sorted[sorted.length - 1];
        }

        private double[] sorted() {
            double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
            Arrays.sort(sorted);
            return sorted;
        }
    }

    private final Map<String, Map<String, Values>> byWork = new LinkedHashMap<>();

    /** The version of the JDK that was measured, as the first line has it. */
    private String jdk = "";

    /**
     * Reads a file whose columns are date, jdk, work, contender, round, value, unit; works and contenders have no
     * commas.
     */
    static Results read(Path file) throws IOException {
        Results results = new Results();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            List<String> columns = columns(line);
            if (results.jdk.isEmpty()) {
                results.jdk = columns.get(1);
            }
            results.byWork
                    .computeIfAbsent(columns.get(2), work -> new LinkedHashMap<>())
                    .computeIfAbsent(columns.get(3), contender -> new Values(new ArrayList<>(), columns.get(6)))
                    .values()
                    .add(Double.valueOf(columns.get(5)));
        }
        return results;
    }

    /** The columns of a line, any of which may be quoted. */
    private static List<String> columns(String line) {
        List<String> columns = new ArrayList<>();
        StringBuilder column = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                columns.add(column.toString());
                column.setLength(0);
            } else {
                column.append(c);
            }
        }
        columns.add(column.toString());
        return columns;
    }

    String jdk() {
        return jdk;
    }

    Map<String, Map<String, Values>> byWork() {
        return byWork;
    }
}

package dev.eventbus.benchmarks.harness;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The figures of one measure of one work, by contender and round. A run that failed leaves its round empty. */
final class Series {

    private final Map<String, Map<Integer, Double>> figures = new LinkedHashMap<>();

    void add(String contender, int round, double value) {
        figures.computeIfAbsent(contender, name -> new TreeMap<>()).put(round, value);
    }

    Sample of(String contender) {
        return Sample.of(rounds(contender).values());
    }

    /** All figures of a contender, in the order of the rounds. */
    String all(String contender) {
        return rounds(contender).values().stream()
                .map(value -> String.format(Locale.ROOT, "%.2f", value))
                .collect(Collectors.joining(" "));
    }

    /** The ratios within those rounds in which both have a figure. */
    Sample ratios(Comparison comparison) {
        Map<Integer, Double> base = rounds(comparison.base());
        return Sample.of(rounds(comparison.contender()).entrySet().stream()
                .filter(entry -> base.containsKey(entry.getKey()))
                .map(entry -> entry.getValue() / base.getOrDefault(entry.getKey(), Double.NaN))
                .toList());
    }

    private Map<Integer, Double> rounds(String contender) {
        return figures.getOrDefault(contender, Collections.emptyMap());
    }
}

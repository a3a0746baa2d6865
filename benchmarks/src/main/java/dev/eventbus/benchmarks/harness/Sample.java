package dev.eventbus.benchmarks.harness;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Figures of the same thing, one a round.
 *
 * @param sorted the figures, least first
 */
record Sample(List<Double> sorted) {

    static Sample of(Collection<Double> figures) {
        return new Sample(figures.stream().sorted().toList());
    }

    /** The middle figure; of an even number the mean of both in the middle; of none not a number. */
    double median() {
        int size = sorted.size();
        return size == 0 ? Double.NaN : (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }

    @Override
    public String toString() {
        return sorted.isEmpty()
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "median %9.2f  range %.2f to %.2f",
                        median(),
                        sorted.get(0),
                        sorted.get(sorted.size() - 1));
    }
}

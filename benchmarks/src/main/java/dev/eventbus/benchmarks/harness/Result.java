package dev.eventbus.benchmarks.harness;

import dev.eventbus.benchmarks.FreshJvm;
import java.util.Map;

/**
 * One figure that a measuring program found.
 *
 * @param measure what was measured
 * @param value the figure
 * @param unit its unit
 */
public record Result(String measure, double value, String unit) {

    private static final String SEPARATOR = ", ";

    /** Tells the process that runs this program. */
    public void print() {
        FreshJvm.tell(measure + SEPARATOR + unit, value);
    }

    /** What a program has told. */
    static Result of(Map.Entry<String, Double> told) {
        int separator = told.getKey().lastIndexOf(SEPARATOR);
        return new Result(
                told.getKey().substring(0, separator),
                told.getValue(),
                told.getKey().substring(separator + SEPARATOR.length()));
    }
}

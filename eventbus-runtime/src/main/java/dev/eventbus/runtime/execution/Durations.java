package dev.eventbus.runtime.execution;

import java.time.Duration;

/** Durations as nanoseconds, without overflow. */
public final class Durations {

    private Durations() {}

    /** The nanoseconds of a duration; the largest {@code long} for those above 292 years. */
    public static long toNanos(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A timeout must not be negative, but is " + duration + ".");
        }
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }
}

package dev.eventbus.runtime.execution;

import java.time.Duration;

/** Durations as nanoseconds, without overflow. */
public final class Durations {

    private Durations() {}

    /** The sum of two that are not negative; the largest {@code long} if it is larger. */
    public static long sum(long nanos, long more) {
        return nanos > Long.MAX_VALUE - more ? Long.MAX_VALUE : nanos + more;
    }

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

package dev.eventbus.runtime.execution;

import java.time.Duration;
import java.util.Objects;

/** Durations as numbers, without overflow. */
public final class Durations {

    private static final int NANOS_OF_A_MILLI = 1_000_000;

    private Durations() {}

    /** The sum of two that are not negative; the largest {@code long} if it is larger. */
    public static long sum(long nanos, long more) {
        return nanos > Long.MAX_VALUE - more ? Long.MAX_VALUE : nanos + more;
    }

    /** The nanoseconds of a duration; the largest {@code long} for those above 292 years. */
    public static long toNanos(Duration duration) {
        Objects.requireNonNull(duration, "timeout");
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A timeout must not be negative, but is " + duration + ".");
        }
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    /** The milliseconds of a duration that is not negative, rounded up; the largest {@code long} for longer ones. */
    public static long toMillis(Duration duration) {
        try {
            return duration.plusNanos(NANOS_OF_A_MILLI - 1).toMillis();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }
}

package dev.eventbus;

import java.time.Duration;
import java.util.Objects;

/** Checks of the values that policies take. */
final class Checks {

    private Checks() {}

    static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem);
        }
    }

    /**
     * Rounds a time up to whole milliseconds, capped at {@link Long#MAX_VALUE} of them, as in the annotations.
     *
     * @throws IllegalArgumentException if the time is shorter than {@code least} milliseconds
     */
    static Duration millis(String name, Duration time, long least) {
        Objects.requireNonNull(time, name);
        require(
                !time.isNegative() && time.compareTo(Duration.ofMillis(least)) >= 0,
                name + " must be " + least + " ms or more, but is " + time + ".");
        if (time.compareTo(Duration.ofMillis(Long.MAX_VALUE)) >= 0) {
            return Duration.ofMillis(Long.MAX_VALUE);
        }
        Duration whole = Duration.ofMillis(time.toMillis());
        return whole.equals(time) ? whole : whole.plusMillis(1);
    }
}

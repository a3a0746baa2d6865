package dev.eventbus.testing;

/**
 * How often a test repeats what only chance can find.
 *
 * <p>System property: {@code test.repetitions}, the percentage of the long form that a build runs (25).
 */
public final class Repetitions {

    private static final int PERCENT = Integer.getInteger("test.repetitions", 25);

    private Repetitions() {}

    /** What a build runs of so many repetitions in the long form. At least one. */
    public static int of(int longForm) {
        return Math.max(1, (int) ((long) longForm * PERCENT / 100));
    }
}

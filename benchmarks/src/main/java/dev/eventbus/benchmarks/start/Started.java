package dev.eventbus.benchmarks.start;

/**
 * The first event.
 *
 * @param number some payload
 */
public record Started(long number) {

    private static volatile boolean handled;

    /** Tells that it arrived. */
    static void handle() {
        handled = true;
    }

    /** Waits until it has arrived. */
    static void await() {
        while (!handled) {
            Thread.onSpinWait();
        }
    }
}

package dev.eventbus.runtime.execution;

/** What a thread does between two looks at something that will change soon, if it does. */
public final class SpinThenYield {

    private SpinThenYield() {}

    /**
     * Passes the time until the next look.
     *
     * @param look the number of this look, from 0
     * @param spins how many looks follow each other closely, before others are let on the processor in between
     */
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on the yield: it lets whoever is waited for go on
    public static void pause(int look, int spins) {
        if (look < spins) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }
}

package dev.eventbus.runtime.execution;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What a thread does between two looks at something that will change soon, if it does. */
public final class Backoff {

    // Far more than a thread that has lost its processor within some instructions needs to get it back.
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int LOOKS_BETWEEN_CLOCKS = 256;

    private Backoff() {}

    /**
     * Waits for something that another thread does within some instructions; not without end, whatever has become of
     * that thread.
     *
     * @param spins how many looks follow each other closely
     */
    public static void await(BooleanSupplier done, int spins) {
        long start = 0;
        for (int look = 0; !done.getAsBoolean(); look++) {
            if (look == LOOKS_BETWEEN_CLOCKS) {
                start = System.nanoTime();
            } else if (look > LOOKS_BETWEEN_CLOCKS
                    && look % LOOKS_BETWEEN_CLOCKS == 0
                    && System.nanoTime() - start > LONGEST_NANOS) {
                return;
            }
            pause(look, spins);
        }
    }

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

package dev.eventbus.runtime.queue;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Spins, then yields, between two looks at something that another thread is about to change. */
public final class Backoff {

    /** How many looks follow each other closely, before other threads get the CPU in between. */
    public static final int SPINS = 100;

    // Far more than a thread that has lost its CPU within some instructions needs to get it back.
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int LOOKS_BETWEEN_CLOCKS = 256;

    private static final int BRIEF_LOOKS = SPINS + 10_000;

    private Backoff() {}

    /** Waits for something that another thread does within some instructions; gives up after a second. */
    public static void await(BooleanSupplier done) {
        long start = 0;
        for (int look = 0; !done.getAsBoolean(); look++) {
            if (look == LOOKS_BETWEEN_CLOCKS) {
                start = System.nanoTime();
            } else if (look > LOOKS_BETWEEN_CLOCKS
                    && look % LOOKS_BETWEEN_CLOCKS == 0
                    && System.nanoTime() - start > MAX_NANOS) {
                return;
            }
            pause(look);
        }
    }

    /** Waits for something that the current thread itself may be about to do; gives up after some thousand looks. */
    public static void awaitBriefly(BooleanSupplier done) {
        for (int look = 0; look < BRIEF_LOOKS && !done.getAsBoolean(); look++) {
            pause(look);
        }
    }

    /**
     * Passes the time until the next look.
     *
     * @param look the number of this look, from 0
     */
    public static void pause(int look) {
        pause(look, SPINS);
    }

    /**
     * Passes the time until the next look.
     *
     * @param look the number of this look, from 0
     * @param spins how many looks follow each other closely
     */
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on the yield: it lets the other thread go on
    public static void pause(int look, int spins) {
        if (look < spins) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }
}

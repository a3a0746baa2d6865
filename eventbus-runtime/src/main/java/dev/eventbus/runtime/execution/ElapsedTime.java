package dev.eventbus.runtime.execution;

import dev.eventbus.BusScheduler;

/**
 * The time that one wait has taken: by a scheduler's time or, from the first failure of that scheduler on, by the
 * system's since the beginning. The two are never compared with each other.
 *
 * <p>Threading: for the thread that waits.
 */
public final class ElapsedTime {

    private final BusScheduler scheduler;
    private final long systemStart = System.nanoTime();
    private long start;
    private boolean broken;

    /** Begins now. */
    public ElapsedTime(BusScheduler scheduler) {
        this.scheduler = scheduler;
        try {
            start = scheduler.nanoTime();
        } catch (Throwable failed) {
            broken = true;
        }
    }

    /** How many nanoseconds have passed since the beginning. */
    public long nanos() {
        if (!broken) {
            try {
                return scheduler.nanoTime() - start;
            } catch (Throwable failed) {
                broken = true;
            }
        }
        return System.nanoTime() - systemStart;
    }

    /** The scheduler has failed: its time cannot be waited for. */
    void schedulerFailed() {
        broken = true;
    }
}

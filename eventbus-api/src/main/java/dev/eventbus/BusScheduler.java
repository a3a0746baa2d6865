package dev.eventbus;

/**
 * The source of monotonic time and delays for a bus: everything in the bus that waits (retries, timeouts, blocked
 * publishers, reports) uses this. Replaceable, so that tests can advance time without waiting.
 *
 * <p>Threading: these methods may be called from any thread and do not block. A task may run on any thread, but not
 * inside {@link #schedule}; tasks are short, do not block and do not throw.
 */
public interface BusScheduler {

    /** {@return the current time in nanoseconds since an arbitrary origin, like {@link System#nanoTime()}} */
    long nanoTime();

    /**
     * Runs a task once, after a delay.
     *
     * @param task the task
     * @param delayNanos the minimum delay in nanoseconds
     * @return a handle to cancel the task
     */
    Cancellable schedule(Runnable task, long delayNanos);

    /** A scheduled task that can be cancelled. */
    @FunctionalInterface
    interface Cancellable {

        /** Cancels the task if it has not begun. */
        void cancel();
    }
}

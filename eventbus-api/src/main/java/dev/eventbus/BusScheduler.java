package dev.eventbus;

/**
 * Monotonic time and delays for a bus: everything in it that waits (retries, deadlines, blocked publishers, reports)
 * asks here. Replaceable so that tests can pass time without waiting for it.
 *
 * <p>Threading: all methods are called by any thread and return at once. A task may be run on any thread but not inside
 * {@link #schedule}; it is short, does not block and does not throw.
 */
public interface BusScheduler {

    /**
     * The current time, in the manner of {@link System#nanoTime()}.
     *
     * @return nanoseconds since an arbitrary moment
     */
    long nanoTime();

    /**
     * Runs a task once, later.
     *
     * @param task the task
     * @param delayNanos how long to wait at least, in nanoseconds
     * @return a handle to give the task up
     */
    Cancellable schedule(Runnable task, long delayNanos);

    /** A scheduled task that can be given up. */
    @FunctionalInterface
    interface Cancellable {

        /** Gives the task up if it has not begun. */
        void cancel();
    }
}

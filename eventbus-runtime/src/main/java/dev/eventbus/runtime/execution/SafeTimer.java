package dev.eventbus.runtime.execution;

import dev.eventbus.BusScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Delays by a bus's time for tasks that must run in any case: when a user's scheduler throws, the JDK's delays stand
 * in.
 *
 * <p>Threading: tasks run on the scheduler's thread, so they are short.
 */
public final class SafeTimer {

    private final BusScheduler scheduler;

    /** Delays by a scheduler. */
    public SafeTimer(BusScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** The scheduler's time; that of {@link System#nanoTime()} if it throws. */
    public long nanoTime() {
        try {
            return scheduler.nanoTime();
        } catch (Throwable broken) {
            return System.nanoTime();
        }
    }

    /** Runs a task once, later. */
    public DelayedTask schedule(Runnable task, long delayNanos) {
        DelayedTask delayed = new DelayedTask(task);
        start(delayed, delayNanos);
        return delayed;
    }

    /** Starts a task that is not started. */
    public void start(DelayedTask delayed, long delayNanos) {
        try {
            delayed.start(scheduler, delayNanos);
        } catch (Throwable broken) {
            if (!Trampoline.hasStackForLocks()) {
                throw broken;
            }
            delayed.startOnJdk(delayNanos);
        }
    }

    /** Whether its time is that of the bus itself, which ends when the bus is closed, with all that was scheduled. */
    public boolean endsWithBus() {
        return scheduler instanceof TimerThread;
    }

    /**
     * Starts a task that runs even if the bus is closed: by the JDK's delays. It should keep nothing reachable.
     */
    public static void startBeyondClose(DelayedTask delayed, long delayNanos) {
        delayed.startOnJdk(Math.max(0, delayNanos));
    }

    /**
     * Cancels a task, if its scheduler can do that. If it cannot, or has returned no handle, the task runs in vain.
     *
     * @param scheduled what a user's scheduler returned, which may break its contract
     */
    public static void cancel(BusScheduler.@Nullable Cancellable scheduled) {
        if (scheduled != null) {
            try {
                scheduled.cancel();
            } catch (Throwable broken) {
                // The caller has more to do.
            }
        }
    }
}

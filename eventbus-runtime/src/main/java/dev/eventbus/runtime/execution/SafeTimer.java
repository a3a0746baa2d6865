package dev.eventbus.runtime.execution;

import dev.eventbus.BusScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Delays by a bus's time for what must happen in any case: when a user's scheduler throws, the JDK's own delays stand in.
 *
 * <p>Threading: tasks run on the scheduler's thread, so they are short.
 */
public final class SafeTimer {

    private final BusScheduler scheduler;

    /** Delays by a scheduler. */
    public SafeTimer(BusScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** The time, as {@link System#nanoTime()} tells it if the scheduler cannot. */
    public long nanoTime() {
        try {
            return scheduler.nanoTime();
        } catch (Throwable broken) {
            return System.nanoTime();
        }
    }

    /** Runs a task once, later. */
    public Alarm schedule(Runnable task, long delayNanos) {
        Alarm alarm = new Alarm(task);
        start(alarm, delayNanos);
        return alarm;
    }

    /** Lets an alarm that is not started run its task later. */
    public void start(Alarm alarm, long delayNanos) {
        try {
            alarm.start(scheduler, delayNanos);
        } catch (Throwable broken) {
            alarm.startOnJdk(delayNanos);
        }
    }

    /** Whether its time is that of the bus itself, which ends when the bus is closed, with all that was scheduled. */
    public boolean endsWithBus() {
        return scheduler instanceof TimerThread;
    }

    /**
     * Lets an alarm run its task later though the bus is closed: by the JDK's delays. The task should hold on to
     * nothing.
     */
    public static void startBeyondClose(Alarm alarm, long delayNanos) {
        alarm.startOnJdk(Math.max(0, delayNanos));
    }

    /**
     * Gives a task up, if its scheduler can do that. If it cannot, or has given no handle, the task runs in vain.
     *
     * @param scheduled what a user's scheduler gave, which may break its contract
     */
    public static void cancel(BusScheduler.@Nullable Cancellable scheduled) {
        if (scheduled != null) {
            try {
                scheduled.cancel();
            } catch (Throwable broken) {
                // What is to be done now must not end for that.
            }
        }
    }
}

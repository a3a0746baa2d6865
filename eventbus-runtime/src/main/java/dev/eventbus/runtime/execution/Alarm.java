package dev.eventbus.runtime.execution;

import dev.eventbus.BusScheduler;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A task for later that is dropped when it is given up, or has begun: a scheduler that keeps what it was given for
 * longer, as a user's may, keeps nothing but this.
 *
 * <p>Threading: any. It can be given up before it is started.
 */
public final class Alarm implements Runnable, BusScheduler.Cancellable {

    // Null once it has begun or was given up.
    private final AtomicReference<@Nullable Runnable> task;
    private volatile BusScheduler.@Nullable Cancellable scheduled;

    /** An alarm that is not started. */
    public Alarm(Runnable task) {
        this.task = new AtomicReference<>(task);
    }

    /** Runs the task after a time, unless it was given up. To be called once; throws what the scheduler throws. */
    public void start(BusScheduler scheduler, long delayNanos) {
        scheduled = scheduler.schedule(this, delayNanos);
        // Given up before the line above, it had nothing to cancel.
        if (task.get() == null) {
            SafeTimer.cancel(scheduled);
        }
    }

    /** The same, on the JDK's threads, for when a scheduler fails. */
    void startOnJdk(long delayNanos) {
        scheduled = JdkDelay.schedule(this, delayNanos);
        if (task.get() == null) {
            SafeTimer.cancel(scheduled);
        }
    }

    @Override
    public void run() {
        Runnable due = task.getAndSet(null);
        if (due != null) {
            due.run();
        }
    }

    @Override
    public void cancel() {
        if (task.getAndSet(null) != null) {
            SafeTimer.cancel(scheduled);
        }
    }
}

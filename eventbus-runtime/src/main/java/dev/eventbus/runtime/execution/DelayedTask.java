package dev.eventbus.runtime.execution;

import dev.eventbus.BusScheduler;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A delayed task that is released when it is cancelled, or has begun: a scheduler that keeps its tasks for longer, as a
 * user's may, keeps nothing but this.
 *
 * <p>Threading: any. It can be cancelled before it is started.
 */
public final class DelayedTask implements Runnable, BusScheduler.Cancellable {

    // Null once it has begun or was cancelled.
    private final AtomicReference<@Nullable Runnable> task;
    private volatile BusScheduler.@Nullable Cancellable scheduled;

    /** A task that is not started. */
    public DelayedTask(Runnable task) {
        this.task = new AtomicReference<>(task);
    }

    /** Runs the task after a delay, unless it is cancelled. To be called once; throws what the scheduler throws. */
    public void start(BusScheduler scheduler, long delayNanos) {
        scheduled = scheduler.schedule(this, delayNanos);
        // Cancelled before the line above, it had nothing to cancel.
        if (task.get() == null) {
            SafeTimer.cancel(scheduled);
        }
    }

    /** The same, on the JDK's threads, for when a scheduler fails. */
    void startOnJdk(long delayNanos) {
        scheduled = JdkTimer.schedule(this, delayNanos);
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

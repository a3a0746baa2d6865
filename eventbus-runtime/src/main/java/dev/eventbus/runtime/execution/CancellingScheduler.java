package dev.eventbus.runtime.execution;

import dev.eventbus.BusScheduler;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A user's scheduler as one bus sees it: closing the bus cancels its tasks, while the scheduler goes on. */
public final class CancellingScheduler implements BusScheduler {

    private final BusScheduler scheduler;
    private final Set<DelayedTask> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /** A view of a scheduler, for one bus. */
    public CancellingScheduler(BusScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public long nanoTime() {
        return scheduler.nanoTime();
    }

    @Override
    public Cancellable schedule(Runnable task, long delayNanos) {
        Pending scheduled = new Pending(task);
        pending.add(scheduled.delayed);
        try {
            // stop() sets this, and then cancels what is pending.
            if (!stopped) {
                scheduled.delayed.start(scheduler, delayNanos);
            }
        } catch (Throwable failed) {
            pending.remove(scheduled.delayed);
            throw failed;
        }
        if (stopped) {
            scheduled.cancel();
        }
        return scheduled;
    }

    /** Cancels all tasks. Tasks scheduled from now on are never run. */
    public void stop() {
        stopped = true;
        pending.forEach(DelayedTask::cancel);
        pending.clear();
    }

    private final class Pending implements Runnable, Cancellable {

        private final Runnable task;
        private final DelayedTask delayed = new DelayedTask(this);

        Pending(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            pending.remove(delayed);
            task.run();
        }

        @Override
        public void cancel() {
            pending.remove(delayed);
            delayed.cancel();
        }
    }
}

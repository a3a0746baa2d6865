package dev.eventbus.runtime.execution;

import dev.eventbus.BusScheduler;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The default scheduler: {@link System#nanoTime()} and one thread of the bus, which is started when something is first
 * scheduled and ends when nothing has been for a while.
 */
public final class TimerThread implements BusScheduler {

    private final ThreadFactory threadFactory;
    private @Nullable ScheduledThreadPoolExecutor executor;
    private boolean stopped;

    /** A timer whose thread is made by the factory. */
    public TimerThread(ThreadFactory threadFactory) {
        this.threadFactory = threadFactory;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Cancellable schedule(Runnable task, long delayNanos) {
        ScheduledThreadPoolExecutor timer = started();
        if (timer == null) {
            return () -> {};
        }
        try {
            Future<?> scheduled = timer.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException stoppedMeanwhile) {
            return () -> {};
        }
    }

    private synchronized @Nullable ScheduledThreadPoolExecutor started() {
        if (executor == null && !stopped) {
            ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threadFactory);
            timer.setRemoveOnCancelPolicy(true);
            timer.setKeepAliveTime(WorkerPool.IDLE_MILLIS, TimeUnit.MILLISECONDS);
            timer.allowCoreThreadTimeOut(true);
            executor = timer;
        }
        return executor;
    }

    /** Gives up all tasks and lets the thread end. Tasks scheduled from now on are never run. */
    public synchronized void stop() {
        stopped = true;
        if (executor != null) {
            executor.shutdownNow();
        }
    }
}

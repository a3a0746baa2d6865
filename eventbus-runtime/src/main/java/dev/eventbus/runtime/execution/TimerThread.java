package dev.eventbus.runtime.execution;

import dev.eventbus.BusScheduler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The default scheduler: {@link System#nanoTime()} and one thread of the bus, which is started when something is first
 * scheduled and ends when nothing has been for a while.
 *
 * <p>While that thread cannot be started, the JDK's own threads stand in. They do so for every task there is: one that was
 * scheduled while somebody else was about to start the thread, in vain, has nobody else either.
 */
public final class TimerThread implements BusScheduler {

    /** How long after a thread could not be started somebody looks for tasks that are due, and tries again. */
    private static final long STAND_IN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final ThreadFactory threadFactory;
    private final AtomicBoolean standInScheduled = new AtomicBoolean();
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
        ScheduledTask scheduled = new ScheduledTask(task);
        try {
            scheduled.future = timer.schedule(scheduled, delayNanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stoppedMeanwhile) {
            return () -> {};
        } catch (Throwable noThread) {
            // The task is in the timer's queue all the same.
            scheduleStandIn(timer);
        }
        return scheduled;
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

    private void scheduleStandIn(ScheduledThreadPoolExecutor timer) {
        if (standInScheduled.compareAndSet(false, true)) {
            try {
                CompletableFuture.delayedExecutor(STAND_IN_NANOS, TimeUnit.NANOSECONDS, task -> handOver(task, timer))
                        .execute(() -> standIn(timer));
            } catch (Throwable noThreadAtAll) {
                standInScheduled.set(false);
            }
        }
    }

    /** On the JDK's thread for delays, which is not to be held up by a task. */
    private void handOver(Runnable standIn, ScheduledThreadPoolExecutor timer) {
        try {
            new CompletableFuture<Void>().defaultExecutor().execute(standIn);
        } catch (Throwable noThread) {
            standInScheduled.set(false);
            scheduleStandIn(timer);
        }
    }

    private void standIn(ScheduledThreadPoolExecutor timer) {
        for (Runnable due = timer.getQueue().poll();
                due != null;
                due = timer.getQueue().poll()) {
            due.run();
        }
        // In this order: a task that came before that line is seen below.
        standInScheduled.set(false);
        if (!timer.getQueue().isEmpty()) {
            try {
                timer.prestartCoreThread();
            } catch (Throwable noThread) {
                scheduleStandIn(timer);
            }
        }
    }

    /** Gives up all tasks and lets the thread end. Tasks scheduled from now on are never run. */
    public synchronized void stop() {
        stopped = true;
        if (executor != null) {
            executor.shutdownNow();
        }
    }

    /** A task that can be given up though the timer has given no handle of it, since its thread could not be started. */
    private static final class ScheduledTask implements Runnable, Cancellable {

        private final AtomicReference<@Nullable Runnable> task;
        private volatile @Nullable Future<?> future;

        ScheduledTask(Runnable task) {
            this.task = new AtomicReference<>(task);
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
            task.set(null);
            Future<?> inQueue = future;
            if (inQueue != null) {
                inQueue.cancel(false);
            }
        }
    }
}

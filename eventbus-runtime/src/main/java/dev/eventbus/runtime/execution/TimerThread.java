package dev.eventbus.runtime.execution;

import dev.eventbus.BusScheduler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The default scheduler: {@link System#nanoTime()} and one thread of the bus, which is started when a task is first
 * scheduled and ends when there has been none for a while.
 *
 * <p>While that thread cannot be started, the JDK's own threads stand in, for every task there is: a task that was
 * scheduled while another thread was about to start the timer's, in vain, depends on them too.
 */
public final class TimerThread implements BusScheduler {

    /** How soon, and how late, after a failed start a stand-in runs tasks that are due, and retries the start. */
    private static final long MIN_STAND_IN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final long MAX_STAND_IN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ThreadFactory threadFactory;
    private final AtomicBoolean standInScheduled = new AtomicBoolean();
    private @Nullable Timer started;
    private boolean stopped;

    /** A timer whose thread the factory creates. */
    public TimerThread(ThreadFactory threadFactory) {
        this.threadFactory = threadFactory;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Throws what kept the thread from being started if not even the JDK has one; the task is not scheduled then.
     */
    @Override
    public Cancellable schedule(Runnable task, long delayNanos) {
        if (!Trampoline.hasStackForLocks()) {
            throw new StackOverflowError("The stack has no room for scheduling a task.");
        }
        Timer timer = started();
        if (timer == null) {
            return () -> {};
        }
        ScheduledTask scheduled = new ScheduledTask(task);
        try {
            scheduled.future = timer.schedule(scheduled, delayNanos, TimeUnit.NANOSECONDS);
        } catch (Throwable noThread) {
            if (timer.isShutdown()) {
                return () -> {};
            }
            // The task is in the timer's queue all the same.
            try {
                scheduleStandIn(timer);
            } catch (Throwable noOther) {
                scheduled.cancel();
                throw noThread;
            }
        }
        return scheduled;
    }

    private synchronized @Nullable Timer started() {
        if (started == null && !stopped) {
            Timer timer = new Timer();
            timer.setThreadFactory(work -> threadFactory.newThread(() -> {
                try {
                    work.run();
                } finally {
                    // A task that came while this thread was about to end counted on it.
                    ensureThread(timer);
                }
            }));
            timer.setRemoveOnCancelPolicy(true);
            timer.setKeepAliveTime(WorkerPool.IDLE_MILLIS, TimeUnit.MILLISECONDS);
            timer.allowCoreThreadTimeOut(true);
            started = timer;
        }
        return started;
    }

    /** Ensures that a thread runs the tasks that wait. */
    private void ensureThread(Timer timer) {
        if (timer.isShutdown() || timer.getQueue().isEmpty()) {
            return;
        }
        try {
            timer.prestartCoreThread();
        } catch (Throwable noThread) {
            try {
                scheduleStandIn(timer);
            } catch (Throwable noOther) {
                // The next call of schedule() retries.
            }
        }
    }

    private void scheduleStandIn(Timer timer) {
        if (standInScheduled.compareAndSet(false, true)) {
            try {
                StandIn standIn = new StandIn(timer);
                long delay = Math.min(Math.max(timer.nanosUntilDue(), MIN_STAND_IN_NANOS), MAX_STAND_IN_NANOS);
                CompletableFuture.delayedExecutor(delay, TimeUnit.NANOSECONDS, standIn::handOver)
                        .execute(standIn);
            } catch (Throwable noOther) {
                standInScheduled.set(false);
                throw noOther;
            }
        }
    }

    /** Cancels all tasks and ends the thread. Tasks scheduled from now on are never run. */
    public synchronized void stop() {
        stopped = true;
        if (started != null) {
            started.shutdownNow();
        }
    }

    /** The JDK's timer, whose tasks can be cancelled even if it fails to start its thread. */
    private static final class Timer extends ScheduledThreadPoolExecutor {

        Timer() {
            super(1);
        }

        @Override
        protected <V> RunnableScheduledFuture<V> decorateTask(Runnable task, RunnableScheduledFuture<V> future) {
            if (task instanceof ScheduledTask scheduled) {
                scheduled.future = future;
            }
            return future;
        }

        /** How long until its next task is due. */
        long nanosUntilDue() {
            return getQueue().peek() instanceof Delayed next ? next.getDelay(TimeUnit.NANOSECONDS) : 0;
        }
    }

    private static final class ScheduledTask implements Runnable, Cancellable {

        private final Runnable task;
        private volatile @Nullable Future<?> future;

        ScheduledTask(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            task.run();
        }

        @Override
        public void cancel() {
            Future<?> inQueue = future;
            if (inQueue != null) {
                inQueue.cancel(false);
            }
        }
    }

    /** Runs tasks that are due in a thread of the JDK, and has the timer retry to start its own; once. */
    private final class StandIn implements Runnable {

        private final Timer timer;
        // A pool that cannot start a thread throws, and may keep the task all the same.
        private final AtomicBoolean begun = new AtomicBoolean();

        StandIn(Timer timer) {
            this.timer = timer;
        }

        /** On the JDK's thread for delays, which a task must not block. */
        void handOver(Runnable self) {
            try {
                new CompletableFuture<Void>().defaultExecutor().execute(self);
            } catch (Throwable noThread) {
                if (begun.compareAndSet(false, true)) {
                    end();
                }
            }
        }

        @Override
        public void run() {
            if (begun.compareAndSet(false, true)) {
                try {
                    for (Runnable due = timer.getQueue().poll();
                            due != null;
                            due = timer.getQueue().poll()) {
                        due.run();
                    }
                } finally {
                    end();
                }
            }
        }

        private void end() {
            // In this order: a task that comes after the look below finds that it may schedule another.
            standInScheduled.set(false);
            ensureThread(timer);
        }
    }
}

package dev.eventbus.runtime.execution;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The thread of a bus on which listeners are called and log lines written, one task at a time and in order. It starts
 * with the first task and ends when there has been none for a while.
 */
public final class NotificationThread implements Executor {

    /** How long to wait for a retry after no thread could be started. */
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ThreadFactory threadFactory;
    private final SafeTimer timer;
    private final AtomicBoolean retryScheduled = new AtomicBoolean();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private @Nullable ThreadPoolExecutor executor;
    private volatile @Nullable Thread current;

    /** A thread that is not started yet. */
    public NotificationThread(ThreadFactory threadFactory, SafeTimer timer) {
        this.threadFactory = threadFactory;
        this.timer = timer;
    }

    /** Runs a task soon; not at all once the thread has been stopped. Never throws. */
    @Override
    public void execute(Runnable task) {
        submit(task);
    }

    /**
     * Runs a task soon. Never throws: if no thread can be started now, that is retried.
     *
     * @return false if the thread has been stopped and does not run the task
     */
    public boolean submit(Runnable task) {
        tasks.add(task);
        if (!Trampoline.hasStackForLocks()) {
            // Run with the next one.
            return true;
        }
        ThreadPoolExecutor thread = executor();
        try {
            thread.execute(this::runTasks);
        } catch (Throwable noThread) {
            if (thread.isShutdown()) {
                // Unless a run that is under way has come to it.
                return !tasks.remove(task);
            }
            scheduleRetry();
        }
        return true;
    }

    private void scheduleRetry() {
        if (retryScheduled.compareAndSet(false, true)) {
            timer.schedule(this::retry, RETRY_NANOS);
        }
    }

    private void retry() {
        retryScheduled.set(false);
        ThreadPoolExecutor thread = executor();
        try {
            thread.execute(this::runTasks);
        } catch (Throwable noThread) {
            if (!thread.isShutdown()) {
                scheduleRetry();
            }
        }
    }

    /** Created for the first task. */
    private synchronized ThreadPoolExecutor executor() { // ADR 12
        if (executor == null) {
            executor = new ThreadPoolExecutor(
                    1, 1, WorkerPool.IDLE_MILLIS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), threadFactory);
            executor.allowCoreThreadTimeOut(true);
        }
        return executor;
    }

    private void runTasks() {
        Thread own = Thread.currentThread();
        String name = own.getName();
        int priority = own.getPriority();
        ClassLoader contextClassLoader = own.getContextClassLoader();
        current = own;
        try {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                try {
                    task.run();
                } catch (Throwable failure) {
                    // The tasks behind it do not wait for another one.
                    own.getUncaughtExceptionHandler().uncaughtException(own, failure);
                } finally {
                    ThreadAttributes.restore(name, priority, contextClassLoader);
                }
            }
        } finally {
            current = null;
        }
    }

    /** Whether the current thread is running a task of this. */
    public boolean isCurrent() {
        return current == Thread.currentThread();
    }

    /** Whether it is running a task in one of some threads. */
    public boolean isIn(Set<Thread> threads) {
        Thread thread = current;
        return thread != null && threads.contains(thread);
    }

    /** Ends the thread when it has run its tasks. */
    public void stop() {
        executor().shutdown();
    }
}

package dev.eventbus.runtime.execution;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The default executor: a task is given to an idle thread or a new one, and is never put behind another task, so that any
 * number of handlers up to the limit may block or spin without holding up the rest. Rejects at the limit.
 */
public final class WorkerPool implements Executor {

    /** How long a thread without work is kept. */
    static final long IDLE_MILLIS = 1_000;

    private final ThreadPoolExecutor threads;

    /**
     * A pool of up to {@code maxThreads} threads, none of which is started yet.
     *
     * @param afterTask is run by a worker when it has finished a task, before it looks for another
     */
    public WorkerPool(ThreadFactory threadFactory, int maxThreads, Runnable afterTask) {
        threads =
                new ThreadPoolExecutor(
                        0, maxThreads, IDLE_MILLIS, TimeUnit.MILLISECONDS, new SynchronousQueue<>(), threadFactory) {
                    @Override
                    protected void afterExecute(Runnable task, @Nullable Throwable failure) {
                        afterTask.run();
                    }
                };
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Interrupts the threads that are working and lets all of them end when their task does. */
    public void interrupt() {
        threads.shutdownNow();
    }

    /** Lets the threads end when their task does. */
    public void stop() {
        threads.shutdown();
    }

    /**
     * Waits for all threads to end.
     *
     * @return false if the time was up first
     */
    public boolean awaitEnd(long timeoutMillis) throws InterruptedException {
        return threads.awaitTermination(timeoutMillis, TimeUnit.MILLISECONDS);
    }
}

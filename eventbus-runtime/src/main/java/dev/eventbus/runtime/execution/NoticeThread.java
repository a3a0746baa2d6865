package dev.eventbus.runtime.execution;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread of a bus on which listeners are called and log lines written, one task at a time and in order. It is started
 * with the first task and ends when there has been none for a while.
 */
public final class NoticeThread implements Executor {

    private final ThreadPoolExecutor thread;
    private volatile @Nullable Thread running;

    /** A notice thread that is not started yet. */
    public NoticeThread(ThreadFactory threadFactory) {
        thread = new ThreadPoolExecutor(
                1, 1, WorkerPool.IDLE_MILLIS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), threadFactory);
        thread.allowCoreThreadTimeOut(true);
    }

    /** Runs a task soon; not at all once the bus has been closed. */
    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(() -> {
                running = Thread.currentThread();
                try {
                    task.run();
                } finally {
                    running = null;
                }
            });
        } catch (RejectedExecutionException closed) {
            // The last report has been made: what comes now is of handlers that outlived their bus.
        }
    }

    /** Whether the caller is a task of this thread. */
    public boolean isCurrent() {
        return running == Thread.currentThread();
    }

    /** Lets the thread end when it has run the tasks it was given. */
    public void stop() {
        thread.shutdown();
    }

    /** Waits for the thread to end. */
    public void awaitEnd(long timeoutMillis) throws InterruptedException {
        thread.awaitTermination(timeoutMillis, TimeUnit.MILLISECONDS);
    }
}

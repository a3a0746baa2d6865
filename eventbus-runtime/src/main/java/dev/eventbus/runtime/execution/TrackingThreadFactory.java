package dev.eventbus.runtime.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A thread factory that remembers its threads, so that a bus can wait until they have ended: a pool reports that it is
 * terminated while its last threads still have some steps to go.
 */
public final class TrackingThreadFactory implements ThreadFactory {

    private final ThreadFactory factory;
    // Guarded by this. Threads that have ended, or were never started, are removed whenever the list has doubled.
    private List<Thread> threads = new ArrayList<>();
    private int pruneAt = 16;
    private int pruned;

    /** Remembers the threads that another factory creates. */
    public TrackingThreadFactory(ThreadFactory factory) {
        this.factory = factory;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the other factory returns null: a pool would wait for that thread
     */
    @Override
    public Thread newThread(Runnable task) {
        @Nullable Thread thread = factory.newThread(task);
        if (thread == null) {
            throw new IllegalStateException("The thread factory returned no thread.");
        }
        remember(thread);
        return thread;
    }

    /** Remembers a thread that is about to be started. */
    public synchronized void remember(Thread thread) {
        if (threads.size() >= pruneAt) {
            // One that was there the last time and is still not started could not be started.
            threads.subList(0, pruned).removeIf(known -> known.getState() == Thread.State.NEW);
            threads.removeIf(known -> known.getState() == Thread.State.TERMINATED);
            pruned = threads.size();
            pruneAt = Math.max(16, pruned * 2);
        }
        threads.add(thread);
    }

    /**
     * Waits for the threads to end.
     *
     * @param except those not to wait for; the caller's own is never waited for
     */
    public void awaitEnd(Set<Thread> except, long timeoutMillis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        for (Thread thread : known()) {
            long remaining = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (thread != Thread.currentThread() && !except.contains(thread) && remaining > 0) {
                thread.join(remaining);
            }
        }
    }

    /** The threads that may be alive, and some that are not. */
    public synchronized List<Thread> known() {
        return List.copyOf(threads);
    }
}

package dev.eventbus.runtime.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A thread factory that remembers the threads it made, so that a bus can wait until they are really gone: a pool calls
 * itself terminated while its last threads still have some steps to go.
 */
public final class TrackedThreads implements ThreadFactory {

    private final ThreadFactory factory;
    // Guarded by this. Dead threads, and those that never came to life, are forgotten whenever the list has doubled.
    private List<Thread> threads = new ArrayList<>();
    private int pruneAt = 16;
    private int pruned;

    /** Remembers the threads that another factory makes. */
    public TrackedThreads(ThreadFactory factory) {
        this.factory = factory;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the other factory gives none: a pool would take that for a thread to come
     */
    @Override
    public Thread newThread(Runnable task) {
        @Nullable Thread thread = factory.newThread(task);
        if (thread == null) {
            throw new IllegalStateException("The thread factory gave no thread.");
        }
        remember(thread);
        return thread;
    }

    /** Remembers a thread that is about to be started. */
    public synchronized void remember(Thread thread) {
        if (threads.size() >= pruneAt) {
            // One that was there the last time and has still not been started could not be.
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
    synchronized List<Thread> known() {
        return List.copyOf(threads);
    }
}

package dev.eventbus.runtime.execution;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Watches the workers of a pool while tasks are pending, on a thread of its own that starts with the first such moment
 * and ends when there has been none for a while. By real time, since threads block in real time.
 */
final class Watchdog implements Runnable {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /**
     * A worker whose thread does not wait may just have no CPU, and more threads would make that worse. This is longer
     * than the time for which an operating system usually lets a thread wait for one.
     */
    private static final long RUNNABLE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(WorkerPool.IDLE_MILLIS);
    private static final int MAX_EXTRA = 256;

    private enum State {
        /** There is no thread. */
        NONE,
        /** The thread looks at the workers periodically. */
        WATCHING,
        /** The thread is parked until tasks are pending. */
        PARKED
    }

    private final ThreadFactory threadFactory;
    private final WorkerPool pool;
    private final AtomicReference<State> state = new AtomicReference<>(State.NONE);
    private volatile @Nullable Thread thread;
    private volatile boolean stopped;

    Watchdog(ThreadFactory threadFactory, WorkerPool pool) {
        this.threadFactory = threadFactory;
        this.pool = pool;
    }

    /** Tasks are pending: ensures that the workers are watched. */
    void watch() {
        State before = state.get();
        if (before == State.WATCHING || !state.compareAndSet(before, State.WATCHING)) {
            return;
        }
        if (before == State.PARKED) {
            LockSupport.unpark(thread);
        } else {
            start();
        }
    }

    private void start() {
        try {
            Thread started = Trampoline.hasStackForLocks() ? threadFactory.newThread(this) : null;
            if (started != null) {
                started.start();
                return;
            }
        } catch (Throwable noThread) {
            // Retried, as below.
        }
        state.set(State.NONE);
        // After that line: others may have counted on this thread.
        pool.onThreadStartFailed();
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        int extra = 1;
        while (!stopped) {
            if (pool.hasPending()) {
                // Many tasks that all block would otherwise be started only a few at each look.
                boolean allBlocked = pool.replaceBlocked(LOOK_NANOS, RUNNABLE_NANOS, extra);
                extra = allBlocked ? Math.min(extra * 2, MAX_EXTRA) : 1;
                LockSupport.parkNanos(this, LOOK_NANOS);
            } else if (!awaitPending()) {
                return;
            }
        }
        state.set(State.NONE);
    }

    /** Waits for {@link #watch}; returns false if it was not called for long, and the thread has to end. */
    private boolean awaitPending() {
        state.set(State.PARKED);
        // A thread that submitted a task before that line has not called this.
        if (pool.hasPending()) {
            state.set(State.WATCHING);
            return true;
        }
        long end = System.nanoTime() + IDLE_NANOS;
        while (state.get() == State.PARKED && !stopped) {
            LockSupport.parkNanos(this, Math.max(1, end - System.nanoTime()));
            if (System.nanoTime() - end >= 0 && state.compareAndSet(State.PARKED, State.NONE)) {
                return false;
            }
        }
        return true;
    }
}

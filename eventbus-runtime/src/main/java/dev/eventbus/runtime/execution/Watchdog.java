package dev.eventbus.runtime.execution;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Watches the workers of a pool while tasks wait for them, on a thread of its own that begins with the first such moment and ends
 * when there has been none for a while. By the clock on the wall, since threads are held up in real time.
 */
final class Watchdog implements Runnable {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /**
     * A worker that is not blocked may just wait for a processor, and more threads would make that worse. This is longer than the
     * time for which an operating system usually lets one wait.
     */
    private static final long RUNNING_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(WorkerPool.IDLE_MILLIS);
    private static final int MOST_EXTRA = 256;

    private enum State {
        /** There is no thread. */
        NONE,
        /** The thread looks every now and then. */
        WATCHING,
        /** The thread waits to be called. */
        WAITING
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

    /** Tasks wait: sees to it that somebody watches. */
    void watch() {
        State before = state.get();
        if (before == State.WATCHING || !state.compareAndSet(before, State.WATCHING)) {
            return;
        }
        if (before == State.WAITING) {
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
            // Tried again, as below.
        }
        state.set(State.NONE);
        // After that line: others may have counted on this thread.
        pool.lacksThread();
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
            if (pool.hasWaiting()) {
                // Many tasks that all are held up would otherwise get through only some at each look.
                boolean allHeldUp = pool.replaceHeldUp(LOOK_NANOS, RUNNING_NANOS, extra);
                extra = allHeldUp ? Math.min(extra * 2, MOST_EXTRA) : 1;
                LockSupport.parkNanos(this, LOOK_NANOS);
            } else if (!waitForCall()) {
                return;
            }
        }
        state.set(State.NONE);
    }

    /** Waits for {@link #watch}; false if it did not come for long, and the thread has to end. */
    private boolean waitForCall() {
        state.set(State.WAITING);
        // Whoever brought a task before that line called nobody.
        if (pool.hasWaiting()) {
            state.set(State.WATCHING);
            return true;
        }
        long end = System.nanoTime() + IDLE_NANOS;
        while (state.get() == State.WAITING && !stopped) {
            LockSupport.parkNanos(this, Math.max(1, end - System.nanoTime()));
            if (System.nanoTime() - end >= 0 && state.compareAndSet(State.WAITING, State.NONE)) {
                return false;
            }
        }
        return true;
    }
}

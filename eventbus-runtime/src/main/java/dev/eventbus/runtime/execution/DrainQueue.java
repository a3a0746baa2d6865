package dev.eventbus.runtime.execution;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Gets the drains of channels onto threads. A drain that the executor rejects (all threads busy, a user's executor that
 * is full) is postponed and retried, by the timer and by any worker that becomes free, so that a rejection delays a
 * channel and never strands it.
 */
public final class DrainQueue implements Executor {

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final SafeTimer timer;
    private final Runnable onThreadsExhausted;
    private final Queue<Runnable> postponed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean retryScheduled = new AtomicBoolean();
    private final LongAdder threadsExhausted = new LongAdder();
    private volatile @Nullable Executor executor;
    private volatile boolean external;
    private volatile @Nullable WorkerPool pool;
    private volatile boolean stopped;
    private @Nullable Runnable wakeAll;

    /**
     * Whether a drain may have been stranded that nobody runs, because the stack or memory of a thread was exhausted.
     * The next thread that passes wakes such drains. A field, since there may be no stack for a call.
     */
    public volatile boolean stranded;

    /**
     * A queue whose executor is {@linkplain #use set} afterwards, since a pool needs to know the queue.
     *
     * @param timer delays retries of what was rejected
     * @param onThreadsExhausted runs whenever a drain has to wait for a thread, in the thread that submitted
     */
    public DrainQueue(SafeTimer timer, Runnable onThreadsExhausted) {
        this.timer = timer;
        this.onThreadsExhausted = onThreadsExhausted;
    }

    /** Sets the executor, once, before the first {@link #submit}: a user's, whose threads drains must give back. */
    public void use(Executor users) {
        executor = users;
        external = true;
    }

    /** Sets the executor, once, before the first {@link #submit}: the bus's own. */
    public void use(WorkerPool own) {
        executor = own;
        pool = own;
    }

    /**
     * Sets, once, before the first {@link #submit}, what wakes each channel that has something to do.
     *
     * @param wakeAll may wake a channel that another thread wakes too
     */
    public void whenStranded(Runnable wakeAll) {
        this.wakeAll = wakeAll;
    }

    /** Runs a task that is no drain soon, in a thread that drains run in. Never throws. */
    @Override
    public void execute(Runnable task) {
        submit(new SubmittedTask(task, this));
    }

    /** A task that is no drain, and that may call user code. */
    private record SubmittedTask(Runnable task, DrainQueue drains) implements Runnable {

        @Override
        public void run() {
            HandlerStack handlers = HandlerStack.current();
            if (drains.begin(this, handlers)) {
                try {
                    task.run();
                } finally {
                    drains.end(handlers);
                }
            }
        }
    }

    /** Runs a drain soon. Never throws, and waits only if the executor does. */
    public void submit(Runnable drain) {
        try {
            wakeStranded();
            executeOrPostpone(drain);
        } catch (Throwable exhausted) {
            stranded = true;
        }
    }

    private void executeOrPostpone(Runnable drain) {
        if (!tryExecute(drain)) {
            postponed.add(drain);
            if (stopped) {
                runPostponedInline();
            } else {
                scheduleRetry();
                countThreadsExhausted();
            }
        }
    }

    /** Wakes drains that may be {@linkplain #stranded stranded}. */
    public void wakeStranded() {
        Runnable wake = wakeAll;
        if (stranded && wake != null && Trampoline.hasStack()) {
            stranded = false;
            try {
                wake.run();
                retryPostponed();
            } catch (Throwable exhausted) {
                stranded = true;
            }
        }
    }

    // ---- Threads that run what was submitted

    /**
     * Begins a task in the current thread, which {@linkplain #end ends} it in a {@code finally}.
     *
     * @return false if it is deferred: the thread has nested too many tasks, or has no stack
     */
    public boolean begin(Runnable task, HandlerStack handlers) {
        // A thread of a fork-join pool runs tasks that wait for it inside any join.
        if (!handlers.isFree() || (external && Thread.currentThread() instanceof ForkJoinWorkerThread)) {
            return Trampoline.begin(task, handlers, this);
        }
        handlers.nested++;
        return true;
    }

    /** Ends a task. */
    public void end(HandlerStack handlers) {
        handlers.nested--;
        if (handlers.hasDeferred()) {
            Trampoline.end(handlers);
        }
        if (stranded && handlers.nested == 0) {
            wakeStranded();
        }
    }

    /** Runs a drain later: there is no thread, or no stack or memory, for it now. */
    public void postpone(Runnable drain) {
        postponed.add(drain);
        scheduleRetry();
    }

    /**
     * For a stream that is read after its bus was closed: the only thread is that of the subscriber that requests more.
     */
    private void runPostponedInline() {
        HandlerStack handlers = HandlerStack.current();
        // A drain that is run here must not yield: it would come back to here, one call deeper each time.
        handlers.executing++;
        try {
            runPostponed();
        } finally {
            handlers.executing--;
        }
    }

    /**
     * Requeues a running drain behind the waiting ones, if its thread belongs to the bus.
     *
     * @param backlog whether it leaves work
     * @return false if it has to be {@linkplain #submit submitted} like any other
     */
    public boolean requeue(Runnable drain, boolean backlog) {
        WorkerPool own = pool;
        if (own == null || stopped) {
            return false;
        }
        own.requeue(drain, backlog);
        return true;
    }

    /** The executor and the timer may refuse everything from now on: what they refuse runs without them. */
    public void stop() {
        stopped = true;
        // In this order: the bus's timer drops a retry that it has. The drains of that were postponed before
        // scheduleRetry() read `stopped`, so they run below. Drains that are postponed later are retried by the JDK.
        retryScheduled.set(false);
        runPostponed();
    }

    /** Schedules a retry of what is postponed if there is none: even the timer's thread may have failed to start. */
    public void retryPostponed() {
        if (!retryScheduled.get() && !postponed.isEmpty()) {
            scheduleRetry();
        }
    }

    private boolean tryExecute(Runnable drain) {
        HandlerStack handlers = HandlerStack.current();
        handlers.executing++;
        try {
            Objects.requireNonNull(executor).execute(drain);
            return true;
        } catch (Throwable rejected) {
            // An executor is user code, and thread creation can fail: whatever was thrown, the drain is not lost.
            return false;
        } finally {
            handlers.executing--;
        }
    }

    /** Soon hands what is postponed to the executor, and has the bus's own pool start threads for what is pending. */
    void scheduleRetry() {
        if (!Trampoline.hasStackForLocks()) {
            stranded = true;
        } else if (retryScheduled.compareAndSet(false, true)) {
            try {
                if (stopped) {
                    SafeTimer.startBeyondClose(new DelayedTask(this::retry), RETRY_NANOS);
                } else {
                    timer.schedule(this::retry, RETRY_NANOS);
                }
            } catch (Throwable failed) {
                retryScheduled.set(false);
            }
        }
    }

    private void retry() {
        retryScheduled.set(false);
        WorkerPool own = pool;
        if (own != null) {
            own.dispatchPending();
        }
        if (stopped) {
            runPostponed();
            return;
        }
        try {
            for (Runnable drain = postponed.poll(); drain != null; drain = postponed.poll()) {
                if (!tryExecute(drain)) {
                    postponed.add(drain);
                    scheduleRetry();
                    return;
                }
            }
        } catch (Throwable exhausted) {
            stranded = true;
        }
    }

    /** Runs postponed drains in the current thread, which has nothing else to do. */
    public void runPostponed() {
        if (!postponed.isEmpty()) {
            // Not until none remains: one that finds no stack here is postponed again.
            for (int left = postponed.size(); left > 0; left--) {
                Runnable drain = postponed.poll();
                if (drain != null) {
                    drain.run();
                }
            }
        }
    }

    /**
     * Whether a drain that has had its share should yield, and be submitted again: always in a user's executor, else if
     * others wait. Not if it runs inline, in an executor that runs tasks at once, or after the bus was closed: no other
     * drain could use this thread, and submitting from within would nest drains without end.
     */
    public boolean shouldYield() {
        return (external || othersWait()) && !HandlerStack.current().isExecuting();
    }

    private boolean othersWait() {
        WorkerPool own = pool;
        return !postponed.isEmpty() || (own != null && own.hasPending());
    }

    /** Whether a drain without work may keep its thread for a moment: not a user's, and not while others wait. */
    public boolean maySpin() {
        return !external && !othersWait();
    }

    /** Counts a task that had to wait because all threads are blocked. */
    public void countThreadsExhausted() {
        threadsExhausted.increment();
        onThreadsExhausted.run();
    }

    /** Whether handlers run in threads of a user's executor. */
    public boolean isExternal() {
        return external;
    }

    /** How often a drain had to wait because there was no thread for it. */
    public long threadsExhausted() {
        return threadsExhausted.sum();
    }
}

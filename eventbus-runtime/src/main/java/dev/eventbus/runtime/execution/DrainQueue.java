package dev.eventbus.runtime.execution;

import dev.eventbus.BusScheduler;
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
 * Gets the drains of channels onto threads. What the executor rejects (all threads busy, a user's executor that is full)
 * is kept and tried again, by the scheduler and by any worker that becomes free, so that a rejection delays a channel and
 * never strands it.
 */
public final class DrainQueue implements Executor {

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final SafeTimer timer;
    private final Runnable onRejected;
    private final Queue<Runnable> postponed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean retryScheduled = new AtomicBoolean();
    private final LongAdder rejections = new LongAdder();
    private volatile @Nullable Executor executor;
    private volatile boolean shared;
    private volatile @Nullable WorkerPool pool;
    private volatile boolean stopped;
    private @Nullable Runnable wakeAll;

    /**
     * Whether something may have been left behind that nobody is asked to run, because the stack or memory of a thread
     * was exhausted. Whoever comes next looks after that. A field, since there may be no stack for a call.
     */
    public volatile boolean stranded;

    /**
     * Makes a queue whose executor is {@linkplain #use set} afterwards, since a pool wants to know the queue.
     *
     * @param scheduler tries again what was rejected
     * @param onRejected is told of each rejection, in the thread that offered
     */
    public DrainQueue(BusScheduler scheduler, Runnable onRejected) {
        this.timer = new SafeTimer(scheduler);
        this.onRejected = onRejected;
    }

    /** Sets the executor, once, before the first {@link #submit}: a user's, whose threads are not ours to keep. */
    public void use(Executor users) {
        executor = users;
        shared = true;
    }

    /** Sets the executor, once, before the first {@link #submit}: the bus's own. */
    public void use(WorkerPool own) {
        executor = own;
        pool = own;
    }

    /**
     * Sets, once, before the first {@link #submit}, what wakes each channel that has something to do.
     *
     * @param wakeAll may wake one that somebody else wakes too
     */
    public void whenStranded(Runnable wakeAll) {
        this.wakeAll = wakeAll;
    }

    /** Lets something else than a drain be run, soon, in a thread that drains run in. Never throws. */
    @Override
    public void execute(Runnable task) {
        submit(new Errand(task, this));
    }

    /** Something that a bus lets an executor run besides drains, and that may call user code. */
    private record Errand(Runnable task, DrainQueue drains) implements Runnable {

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

    /** Lets a drain be run, soon. Never throws, and waits only if the executor does. */
    public void submit(Runnable drain) {
        try {
            lookAfterStranded();
            give(drain);
        } catch (Throwable exhausted) {
            stranded = true;
        }
    }

    private void give(Runnable drain) {
        if (!tried(drain)) {
            postponed.add(drain);
            if (stopped) {
                runInline();
            } else {
                rejections.increment();
                scheduleRetry();
                onRejected.run();
            }
        }
    }

    /** Wakes what may have been {@linkplain #stranded left behind}. */
    public void lookAfterStranded() {
        Runnable wake = wakeAll;
        if (stranded && wake != null && Trampoline.hasStack()) {
            stranded = false;
            try {
                wake.run();
                nudge();
            } catch (Throwable exhausted) {
                stranded = true;
            }
        }
    }

    // ---- Threads that run what was submitted

    /**
     * Begins a task in the current thread, which {@linkplain #end ends} it in a {@code finally}.
     *
     * @return false if it is not to be run now, and will be later: the thread runs too many inside each other, or has
     *     no stack
     */
    public boolean begin(Runnable task, HandlerStack handlers) {
        // A thread of a fork-join pool runs what waits for it inside whatever joins.
        if (!handlers.isFree() || (shared && Thread.currentThread() instanceof ForkJoinWorkerThread)) {
            return Trampoline.begin(task, handlers, this);
        }
        handlers.nested++;
        return true;
    }

    /** Ends a task. */
    public void end(HandlerStack handlers) {
        handlers.nested--;
        if (handlers.hasLinedUp()) {
            Trampoline.end(handlers);
        }
        if (stranded && handlers.nested == 0) {
            lookAfterStranded();
        }
    }

    /** Lets a drain be tried again later: there is no thread, or no stack or memory, for it now. */
    public void postpone(Runnable drain) {
        postponed.add(drain);
        scheduleRetry();
    }

    /** A stream is read after its bus was closed, and there is no other thread than that of who asks for more. */
    private void runInline() {
        HandlerStack handlers = HandlerStack.current();
        // What is run here must not make way: it would come back to here, one call deeper each time.
        handlers.executing++;
        try {
            help();
        } finally {
            handlers.executing--;
        }
    }

    /**
     * Lets a drain be run once more that is being run in a thread of the bus; it comes after others that wait.
     *
     * @param backlog whether it leaves something to do
     * @return false if it has to be {@linkplain #submit submitted} like any other
     */
    public boolean lineUp(Runnable drain, boolean backlog) {
        WorkerPool own = pool;
        if (own == null || stopped) {
            return false;
        }
        own.executeAgain(drain, backlog);
        return true;
    }

    /** The executor may refuse for good from now on: what it refuses is run by whoever brings it. */
    public void stop() {
        stopped = true;
        help();
    }

    /** Sees to what is postponed if no retry is scheduled for it: even the timer's thread may have failed to start. */
    public void nudge() {
        if (!retryScheduled.get() && !postponed.isEmpty()) {
            scheduleRetry();
        }
    }

    private boolean tried(Runnable drain) {
        HandlerStack handlers = HandlerStack.current();
        handlers.executing++;
        try {
            Objects.requireNonNull(executor).execute(drain);
            return true;
        } catch (Throwable rejected) {
            // An executor is user code and thread creation can fail: whatever was thrown, the drain has not been lost.
            return false;
        } finally {
            handlers.executing--;
        }
    }

    /** Soon gives what is postponed to the executor, and lets the bus's own look after what it could start no thread for. */
    void scheduleRetry() {
        if (!Trampoline.hasStackForLocks()) {
            stranded = true;
        } else if (retryScheduled.compareAndSet(false, true)) {
            try {
                timer.schedule(this::retry, RETRY_NANOS);
            } catch (Throwable failed) {
                retryScheduled.set(false);
            }
        }
    }

    private void retry() {
        retryScheduled.set(false);
        WorkerPool own = pool;
        if (own != null) {
            own.lookAfterWaiting();
        }
        if (stopped) {
            help();
            return;
        }
        try {
            for (Runnable drain = postponed.poll(); drain != null; drain = postponed.poll()) {
                if (!tried(drain)) {
                    postponed.add(drain);
                    scheduleRetry();
                    return;
                }
            }
        } catch (Throwable exhausted) {
            stranded = true;
        }
    }

    /** Runs what is postponed in the current thread, which has nothing else to do. */
    public void help() {
        if (!postponed.isEmpty()) {
            // Not until none is left: one that finds no stack here is postponed again.
            for (int left = postponed.size(); left > 0; left--) {
                Runnable drain = postponed.poll();
                if (drain != null) {
                    drain.run();
                }
            }
        }
    }

    /**
     * Whether a drain that has had its share should make way, and be submitted again: always in a user's executor, else if
     * others wait. Not if it is run inline, by an executor that runs what it is given at once, or after the bus was closed: nobody
     * else could have this thread, and submitting from within would nest one drain in the other without end.
     */
    public boolean shouldMakeWay() {
        return (shared || othersWait()) && !HandlerStack.current().isExecuting();
    }

    private boolean othersWait() {
        WorkerPool own = pool;
        return !postponed.isEmpty() || (own != null && own.hasWaiting());
    }

    /** Whether a drain that has nothing to do may keep its thread for a moment: not a user's, and not while others wait. */
    public boolean mayLinger() {
        return !shared && !othersWait();
    }

    /** Counts a task that had to wait because all threads are held up. */
    public void exhausted() {
        rejections.increment();
        onRejected.run();
    }

    /** Whether handlers run in threads of a user's executor. */
    public boolean isShared() {
        return shared;
    }

    /** How often a drain was rejected and had to wait. */
    public long rejections() {
        return rejections.sum();
    }
}

package dev.eventbus.runtime.execution;

import dev.eventbus.BusScheduler;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Gets the drains of channels onto threads. What the executor rejects (all threads busy, a user's executor that is full)
 * is kept and tried again, by the scheduler and by any worker that becomes free, so that a rejection delays a channel and
 * never strands it.
 */
public final class DrainQueue {

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final BusScheduler scheduler;
    private final Runnable onRejected;
    private final Queue<Runnable> postponed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean retryScheduled = new AtomicBoolean();
    private final LongAdder rejections = new LongAdder();
    private volatile Executor executor = Runnable::run;
    private volatile boolean shared;

    /**
     * Makes a queue whose executor is {@linkplain #use set} afterwards, since a pool wants to know the queue.
     *
     * @param scheduler tries again what was rejected
     * @param onRejected is told of each rejection, in the thread that offered
     */
    public DrainQueue(BusScheduler scheduler, Runnable onRejected) {
        this.scheduler = scheduler;
        this.onRejected = onRejected;
    }

    /**
     * Sets the executor, once, before the first {@link #submit}.
     *
     * @param sharedWithOthers whether it is a user's, whose threads are not ours to keep
     */
    public void use(Executor drainExecutor, boolean sharedWithOthers) {
        executor = drainExecutor;
        shared = sharedWithOthers;
    }

    /** Lets a drain be run, soon. Never throws, and waits only if the executor does. */
    public void submit(Runnable drain) {
        if (!tried(drain)) {
            rejections.increment();
            postponed.add(drain);
            scheduleRetry();
            onRejected.run();
        }
    }

    /** Sees to what is postponed if no retry is scheduled for it: even the timer's thread may have failed to start. */
    public void nudge() {
        if (!retryScheduled.get() && !postponed.isEmpty()) {
            scheduleRetry();
        }
    }

    private boolean tried(Runnable drain) {
        HandlerStack handlers = HandlerStack.current();
        handlers.beginExecuting();
        try {
            executor.execute(drain);
            return true;
        } catch (Throwable rejected) {
            // An executor is user code and thread creation can fail: whatever was thrown, the drain has not been lost.
            return false;
        } finally {
            handlers.endExecuting();
        }
    }

    private void scheduleRetry() {
        if (retryScheduled.compareAndSet(false, true)) {
            try {
                scheduler.schedule(this::retry, RETRY_NANOS);
            } catch (Throwable failed) {
                retryScheduled.set(false);
            }
        }
    }

    private void retry() {
        retryScheduled.set(false);
        for (Runnable drain = postponed.poll(); drain != null; drain = postponed.poll()) {
            if (!tried(drain)) {
                postponed.add(drain);
                scheduleRetry();
                return;
            }
        }
    }

    /** Runs what is postponed in the current thread, which has nothing else to do. */
    public void help() {
        for (Runnable drain = postponed.poll(); drain != null; drain = postponed.poll()) {
            drain.run();
        }
    }

    /**
     * Whether a drain that has had its share should make way, and be submitted again: always in a user's executor, else if
     * others wait. Not if it is run inline, by an executor that runs what it is given at once: nobody else could have this
     * thread, and submitting from within would nest one drain in the other without end.
     */
    public boolean shouldMakeWay() {
        return shared ? !HandlerStack.current().isExecuting() : !postponed.isEmpty();
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

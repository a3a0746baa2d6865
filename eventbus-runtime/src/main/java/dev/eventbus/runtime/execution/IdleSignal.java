package dev.eventbus.runtime.execution;

import dev.eventbus.BusScheduler;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets threads wait until a bus is idle. Channels and direct calls signal each change towards that; it costs them one
 * read of {@link #waiters} while nobody waits. Direct calls do so without a fence and may miss a waiter, which
 * therefore also looks periodically.
 */
public final class IdleSignal {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final VarHandle WAITERS;

    static {
        try {
            WAITERS = MethodHandles.lookup().findVarHandle(IdleSignal.class, "waiters", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Guarded by the lock: how many changes were signalled. Waiters look at the channels without the lock, since that
    // may take long, and a thread that signals a change would wait for it.
    private long changes;

    // Raised before the waiter looks at the channels, read by a channel after it has changed: both volatile, so
    // either the waiter sees the change or the channel sees the waiter, and no wake-up is lost.
    private volatile int waiters;

    /** A channel or direct subscription may have become idle. */
    public void changed() {
        if (waiters > 0) {
            signal();
        }
    }

    private void getAndAddWaiters(int more) {
        WAITERS.getAndAdd(this, more);
    }

    private void signal() {
        lock.lock();
        try {
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a condition holds, by a bus's time.
     *
     * @return whether it held before the time was up
     */
    public boolean await(BooleanSupplier idle, BusScheduler scheduler, long timeoutNanos) throws InterruptedException {
        return await(idle, scheduler, timeoutNanos, () -> {}, 0);
    }

    /**
     * Waits until a condition holds, by a bus's time, and runs an action when that is nearly up.
     *
     * @param nearlyUp runs when only {@code leftNanos} remain, in this thread or the scheduler's, perhaps more than
     *     once; not at all if the time is up at once
     * @return whether the condition held before the time was up
     */
    public boolean await(
            BooleanSupplier idle, BusScheduler scheduler, long timeoutNanos, Runnable nearlyUp, long leftNanos)
            throws InterruptedException {
        if (timeoutNanos > 0) {
            Trampoline.beforeWaiting();
        }
        // The bus's own time is real time, and its timer may be stopped meanwhile. A timeout of 0 needs no timer.
        if (scheduler instanceof TimerThread || timeoutNanos <= 0) {
            return awaitRealTime(idle, timeoutNanos, nearlyUp, leftNanos);
        }
        long start = nanoTime(scheduler);
        TimeUp timeUp = new TimeUp();
        // Both before the first look, since a test may advance the time in one step.
        BusScheduler.Cancellable timer = timeUp.scheduledBy(scheduler, timeoutNanos);
        BusScheduler.Cancellable nearlyUpTimer =
                leftNanos > 0 ? scheduled(scheduler, nearlyUp, timeoutNanos - leftNanos) : null;
        getAndAddWaiters(1);
        try {
            for (long seen = changesSoFar(); !idle.getAsBoolean(); seen = changesSoFar()) {
                // The clock too: this may be the thread that the scheduler would run its tasks in.
                long elapsed = nanoTime(scheduler) - start;
                if (timeUp.reached || elapsed >= timeoutNanos) {
                    return false;
                }
                if (leftNanos > 0 && elapsed >= timeoutNanos - leftNanos) {
                    nearlyUp.run();
                }
                awaitChange(seen, LOOK_NANOS);
            }
            return true;
        } finally {
            getAndAddWaiters(-1);
            SafeTimer.cancel(timer);
            SafeTimer.cancel(nearlyUpTimer);
        }
    }

    private static long nanoTime(BusScheduler scheduler) {
        try {
            return scheduler.nanoTime();
        } catch (Throwable broken) {
            return 0;
        }
    }

    /** Null if the scheduler fails: then the time for it never comes. */
    private static BusScheduler.@Nullable Cancellable scheduled(
            BusScheduler scheduler, Runnable task, long delayNanos) {
        try {
            return scheduler.schedule(task, delayNanos);
        } catch (Throwable broken) {
            return null;
        }
    }

    /**
     * Waits until a condition holds, by real time.
     *
     * @return whether it held before the time was up
     */
    public boolean awaitRealTime(BooleanSupplier idle, long timeoutNanos) throws InterruptedException {
        return awaitRealTime(idle, timeoutNanos, () -> {}, 0);
    }

    private boolean awaitRealTime(BooleanSupplier idle, long timeoutNanos, Runnable nearlyUp, long leftNanos)
            throws InterruptedException {
        long start = System.nanoTime();
        long reserved = leftNanos;
        getAndAddWaiters(1);
        try {
            for (long seen = changesSoFar(); !idle.getAsBoolean(); seen = changesSoFar()) {
                long remaining = timeoutNanos - (System.nanoTime() - start);
                if (remaining <= 0) {
                    return false;
                }
                if (remaining <= reserved) {
                    reserved = 0;
                    nearlyUp.run();
                }
                awaitChange(seen, Math.min(remaining - reserved, LOOK_NANOS));
            }
            return true;
        } finally {
            getAndAddWaiters(-1);
        }
    }

    private long changesSoFar() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a change after those that were {@linkplain #changesSoFar seen}, or for a while. */
    private void awaitChange(long seen, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (changes == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Wakes the waiters when the time is up. */
    private final class TimeUp implements Runnable {

        private volatile boolean reached;

        /** A scheduler that fails is one whose time is up: nobody would wake the waiter. */
        BusScheduler.Cancellable scheduledBy(BusScheduler scheduler, long delayNanos) {
            try {
                return scheduler.schedule(this, delayNanos);
            } catch (Throwable broken) {
                reached = true;
                return () -> {};
            }
        }

        @Override
        public void run() {
            reached = true;
            signal();
        }
    }
}

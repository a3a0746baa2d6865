package dev.eventbus.runtime.execution;

import dev.eventbus.BusScheduler;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Lets threads wait for a bus to become quiet. Channels and direct calls tell of each change towards quiet; that costs them one
 * read of {@link #waiters} while nobody waits. Direct calls do so without a fence and may miss a waiter, which looks every now and
 * then for that reason.
 */
public final class QuietSignal {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Raised before the waiter looks at the channels, read by a channel after it has changed: both volatile, so
    // either the waiter sees the change or the channel sees the waiter, and no wake-up is lost.
    private final AtomicInteger waiters = new AtomicInteger();

    /** A signal without waiters. */
    public QuietSignal() {}

    /** Something may have become quiet. */
    public void changed() {
        if (waiters.get() > 0) {
            signal();
        }
    }

    private void signal() {
        lock.lock();
        try {
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
    public boolean await(BooleanSupplier quiet, BusScheduler scheduler, long timeoutNanos) throws InterruptedException {
        // The bus's own time is that of the wall, and its timer may be stopped meanwhile. A timeout of 0 needs no
        // timer.
        if (scheduler instanceof TimerThread || timeoutNanos <= 0) {
            return awaitOnTheWall(quiet, timeoutNanos);
        }
        TimeUp timeUp = new TimeUp();
        BusScheduler.Cancellable timer = timeUp.scheduledBy(scheduler, timeoutNanos);
        lock.lockInterruptibly();
        try {
            waiters.incrementAndGet();
            while (!quiet.getAsBoolean()) {
                if (timeUp.reached) {
                    return false;
                }
                changed.await(LOOK_NANOS, TimeUnit.NANOSECONDS);
            }
            return true;
        } finally {
            waiters.decrementAndGet();
            lock.unlock();
            SafeTimer.cancel(timer);
        }
    }

    /**
     * Waits until a condition holds, by the clock on the wall.
     *
     * @return whether it held before the time was up
     */
    public boolean awaitOnTheWall(BooleanSupplier quiet, long timeoutNanos) throws InterruptedException {
        long remaining = timeoutNanos;
        lock.lockInterruptibly();
        try {
            waiters.incrementAndGet();
            while (!quiet.getAsBoolean()) {
                if (remaining <= 0) {
                    return false;
                }
                long look = Math.min(remaining, LOOK_NANOS);
                remaining -= look - changed.awaitNanos(look);
            }
            return true;
        } finally {
            waiters.decrementAndGet();
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

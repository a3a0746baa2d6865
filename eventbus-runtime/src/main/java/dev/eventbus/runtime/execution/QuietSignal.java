package dev.eventbus.runtime.execution;

import dev.eventbus.BusScheduler;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Lets threads wait for a bus to become quiet. Channels tell of each change towards quiet; that costs them one read of
 * {@link #waiters} while nobody waits.
 */
public final class QuietSignal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Raised before the waiter looks at the channels, read by a channel after it has changed: with volatile accesses,
    // so
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
        TimeUp timeUp = new TimeUp();
        lock.lockInterruptibly();
        try {
            waiters.incrementAndGet();
            if (quiet.getAsBoolean()) {
                return true;
            }
            if (timeoutNanos <= 0) {
                return false;
            }
            BusScheduler.Cancellable timer = scheduler.schedule(timeUp, timeoutNanos);
            try {
                while (!timeUp.reached) {
                    changed.await();
                    if (quiet.getAsBoolean()) {
                        return true;
                    }
                }
                return false;
            } finally {
                timer.cancel();
            }
        } finally {
            waiters.decrementAndGet();
            lock.unlock();
        }
    }

    /**
     * Waits until a condition holds, by the clock on the wall: for threads to end, which no scheduler controls.
     *
     * @return whether it held before the time was up
     */
    public boolean awaitBriefly(BooleanSupplier quiet, long timeoutMillis) throws InterruptedException {
        long remaining = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        lock.lockInterruptibly();
        try {
            waiters.incrementAndGet();
            while (!quiet.getAsBoolean()) {
                if (remaining <= 0) {
                    return false;
                }
                remaining = changed.awaitNanos(remaining);
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

        @Override
        public void run() {
            reached = true;
            signal();
        }
    }
}

package dev.eventbus.runtime.execution;

import dev.eventbus.BusScheduler;
import java.util.concurrent.locks.LockSupport;

/** Parks one thread until it is woken, by a bus's time. Created by the thread that waits. */
public final class Parker {

    private final Thread thread = Thread.currentThread();
    private final BusScheduler scheduler;
    private volatile boolean woken;

    /** A parker for the current thread. */
    public Parker(BusScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Ends the wait, or the next one. */
    public void wake() {
        woken = true;
        LockSupport.unpark(thread);
    }

    /**
     * Waits for {@link #wake}, an interrupt, or the time. May return early.
     *
     * @param nanos how long at most; not above 0 for no waiting
     * @param wait measures the whole wait, by the same scheduler
     */
    public void await(long nanos, ElapsedTime wait) {
        if (nanos > 0 && !woken) {
            if (scheduler instanceof TimerThread) {
                LockSupport.parkNanos(this, nanos);
            } else {
                awaitBy(scheduler, nanos, wait);
            }
        }
        woken = false;
    }

    private void awaitBy(BusScheduler time, long nanos, ElapsedTime wait) {
        DelayedTask timer = new DelayedTask(this::wake);
        try {
            timer.start(time, nanos);
        } catch (Throwable broken) {
            // Without a timer nothing would end the wait: this part by the system's time, which counts from now on,
            // since the scheduler's may stand still.
            wait.schedulerFailed();
            LockSupport.parkNanos(this, nanos);
            return;
        }
        LockSupport.park(this);
        timer.cancel();
    }
}

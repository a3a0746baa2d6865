package dev.eventbus.runtime.resilience;

import dev.eventbus.runtime.execution.DelayedTask;
import dev.eventbus.runtime.execution.SafeTimer;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts a handler whose time is up, or cancels its stage, and reports one that goes on all the same.
 *
 * <p>One word says which call it is and how far, so that an interrupt never hits another call, whose thread may be
 * another subscription's by then: the timer moves the word from IN_HANDLER to INTERRUPTING first, and a call that
 * ends then waits for these few instructions.
 *
 * <p>Threading: {@link #begin}, {@link #handlerReturned} and {@link #end} by the holder of the drain; the timer any.
 * Cost: a look at the clock and a write for each call; the timer is set once for many calls, and goes on for what is
 * left when it finds a later one.
 */
final class InterruptingTimeout extends HandlerTimeout {

    /** No call. */
    private static final int NO_CALL = 0;
    /** The handler runs, in a thread. */
    private static final int IN_HANDLER = 1;
    /** The handler has returned, and its stage is pending. */
    private static final int IN_STAGE = 2;
    /** The timer is about to interrupt the thread. */
    private static final int INTERRUPTING = 3;
    /** The time was up while the handler ran, and it has been interrupted. */
    private static final int INTERRUPTED = 4;
    /** The time was up while the stage was pending. */
    private static final int STAGE_OVER = 5;

    private static final int CODES = 8;

    private static final DelayedTask NO_ALARM = new DelayedTask(() -> {});

    /** A handler has this much more time to see that it was interrupted before it counts as stuck. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final OverrunCalls overrun;
    private final SafeTimer timer;
    private final long timeoutNanos;
    // The number of the call, times CODES, and one of the codes.
    private final AtomicLong word = new AtomicLong();
    private volatile long dueAt;
    private volatile @Nullable Thread thread;
    private volatile @Nullable PendingStage stage;
    // All guarded by this object. The timer, while it is set.
    private DelayedTask armed = NO_ALARM;
    // The look whether the handler reacts to its interrupt, while that is to come.
    private DelayedTask stuckLook = NO_ALARM;
    // Whether the bus is closed, and its own timer gone.
    private boolean outlivesBus;

    InterruptingTimeout(OverrunCalls overrun, SafeTimer timer, long timeoutNanos) {
        this.overrun = overrun;
        this.timer = timer;
        this.timeoutNanos = timeoutNanos;
    }

    private static int codeOf(long state) {
        return (int) (state % CODES);
    }

    private static long with(long state, int code) {
        return state - codeOf(state) + code;
    }

    // ---- The holder of the drain

    @Override
    void begin() {
        thread = Thread.currentThread();
        dueAt = timer.nanoTime() + timeoutNanos;
        word.set(with(word.get(), NO_CALL) + CODES + IN_HANDLER);
        arm(timeoutNanos);
    }

    @Override
    void handlerReturned(PendingStage pending) {
        stage = pending;
        long state = word.get();
        if (codeOf(state) == IN_HANDLER && word.compareAndSet(state, with(state, IN_STAGE))) {
            return;
        }
        awaitInterrupt();
        // The time was up while it was making the stage.
        Thread.interrupted();
        word.set(with(state, STAGE_OVER));
        pending.cancel();
        becomeStuck();
    }

    @Override
    @Nullable
    Throwable end(@Nullable Throwable failure) {
        if (!endsLate()) {
            return failure;
        }
        Throwable late = new TimeoutException(
                "The handler took longer than its " + TimeUnit.NANOSECONDS.toMillis(timeoutNanos) + " ms.");
        if (failure != null) {
            late.addSuppressed(failure);
        }
        return late;
    }

    /** Ends the call; whether its time was up before that. */
    private boolean endsLate() {
        long state = word.get();
        int code = codeOf(state);
        if (code == NO_CALL) {
            return false;
        }
        if ((code == IN_HANDLER || code == IN_STAGE) && word.compareAndSet(state, with(state, NO_CALL))) {
            if (code == IN_STAGE) {
                stage = null;
            }
            return false;
        }
        awaitInterrupt();
        stage = null;
        if (codeOf(word.getAndSet(with(state, NO_CALL))) == INTERRUPTED) {
            // The interrupt was meant for this call alone.
            Thread.interrupted();
            cancelStuckLook();
        }
        overrun.remove(this);
        return true;
    }

    @Override
    void disarm() {
        DelayedTask unneeded = NO_ALARM;
        synchronized (this) {
            // A call that begins after this look waits for the lock, and sets the timer again.
            if (codeOf(word.get()) == NO_CALL) {
                unneeded = armed;
                armed = NO_ALARM;
            }
        }
        // Not under the lock: a user's scheduler may do anything.
        unneeded.cancel();
    }

    private void awaitInterrupt() {
        while (codeOf(word.get()) == INTERRUPTING) {
            Thread.onSpinWait();
        }
    }

    // ---- The thread that closes the bus

    @Override
    void outliveBus() {
        if (!timer.endsWithBus()) {
            return;
        }
        synchronized (this) {
            // In this order: a call or stage that begins after this sets the timer that stands in.
            outlivesBus = true;
            armed = NO_ALARM;
        }
        int code = codeOf(word.get());
        if (code == IN_HANDLER || code == IN_STAGE) {
            arm(dueAt - timer.nanoTime());
        }
    }

    /** A look when the bus is closed. Refers to nothing of it: the call, which goes on, does. */
    private static final class LookBeyondClose implements Runnable {

        private final WeakReference<InterruptingTimeout> timeout;

        LookBeyondClose(InterruptingTimeout timeout) {
            this.timeout = new WeakReference<>(timeout);
        }

        @Override
        public void run() {
            InterruptingTimeout known = timeout.get();
            if (known != null) {
                known.look();
            }
        }
    }

    // ---- The timer

    private void arm(long nanos) {
        boolean beyondClose;
        DelayedTask alarm;
        synchronized (this) {
            if (armed != NO_ALARM) {
                return;
            }
            beyondClose = outlivesBus;
            alarm = new DelayedTask(beyondClose ? new LookBeyondClose(this) : this::look);
            armed = alarm;
        }
        // Not under the lock: a user's scheduler may do anything. An alarm that is cancelled meanwhile notices.
        if (beyondClose) {
            SafeTimer.startBeyondClose(alarm, nanos);
        } else {
            timer.start(alarm, nanos);
        }
    }

    private void look() {
        synchronized (this) {
            armed = NO_ALARM;
        }
        long state = word.get();
        int code = codeOf(state);
        if (code != IN_HANDLER && code != IN_STAGE) {
            // The next call sets the timer again. One that came between the two lines finds it set no more, and does
            // so.
            return;
        }
        long left = dueAt - timer.nanoTime();
        if (left > 0) {
            arm(left);
            return;
        }
        if (code == IN_STAGE) {
            if (word.compareAndSet(state, with(state, STAGE_OVER))) {
                cancelStage();
            }
        } else if (word.compareAndSet(state, with(state, INTERRUPTING))) {
            Thread late = Objects.requireNonNull(thread);
            try {
                late.interrupt();
            } finally {
                // A thread of a user's factory may do anything when it is interrupted, and the call waits for this.
                word.set(with(state, INTERRUPTED));
            }
            lookWhetherStuck(with(state, INTERRUPTED), late);
        } else {
            // The handler has returned since, perhaps with a stage that is late: looks again at once.
            arm(0);
        }
    }

    /** The stage is late: asks it to end, and shows that the channel waits for it. */
    private void cancelStage() {
        PendingStage late = stage;
        if (late != null) {
            overrun.cancel(late);
        }
        becomeStuck();
    }

    private void becomeStuck() {
        overrun.add(this);
        int code = codeOf(word.get());
        if (code != INTERRUPTED && code != STAGE_OVER) {
            // It ended before the line above, and found nothing to take back.
            overrun.remove(this);
        }
    }

    private void lookWhetherStuck(long state, Thread late) {
        DelayedTask alarm = new DelayedTask(() -> reportStuck(state, late));
        synchronized (this) {
            // A call that is over by now has nothing to cancel; one that ends later finds it under this lock.
            if (word.get() != state) {
                return;
            }
            stuckLook = alarm;
        }
        timer.start(alarm, GRACE_NANOS);
    }

    private void cancelStuckLook() {
        DelayedTask pending;
        synchronized (this) {
            pending = stuckLook;
            stuckLook = NO_ALARM;
        }
        pending.cancel();
    }

    private void reportStuck(long state, Thread late) {
        if (word.get() == state) {
            List<StackTraceElement> stack = List.of(late.getStackTrace());
            becomeStuck();
            if (word.get() == state) {
                overrun.reportStuck(late, stack);
            }
        }
    }
}

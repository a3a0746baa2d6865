package dev.eventbus.runtime.resilience;

import dev.eventbus.runtime.execution.DelayedTask;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.spi.generated.HandlerSpec;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The deadline of one drain's calls: interrupts a handler that runs over, or cancels its stage, and tells of one that goes on all the
 * same.
 *
 * <p>One word says which call it is and how far, so that an interrupt never hits another call, whose thread may be another
 * subscription's by then: who interrupts moves the word from IN_HANDLER to INTERRUPTING first, and a call that ends then waits for
 * these few instructions.
 *
 * <p>Threading: {@link #begin}, {@link #handlerReturned} and {@link #end} by the holder of the drain; the timer any. Cost: a look at the
 * clock and a write for each call; the timer is set once for many calls, and goes on for what is left when it finds a later one.
 */
public final class HandlerTimeout {

    /** No call. */
    private static final int NONE = 0;
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

    /** A handler has this much more time to see that it was interrupted before it counts as stuck. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ResiliencePolicy policy;
    private final SafeTimer timer;
    private final long timeoutNanos;
    // The number of the call, times CODES, and one of the codes.
    private final AtomicLong word = new AtomicLong();
    private volatile long dueAt;
    private volatile @Nullable Thread thread;
    private volatile @Nullable PendingStage stage;
    // All guarded by this object. The timer, while it is set.
    private @Nullable DelayedTask armed;
    // The look whether the handler takes notice of its interrupt, while that is to come.
    private @Nullable DelayedTask stuckLook;
    // Whether the bus is closed, and its own timer gone.
    private boolean outlivesBus;

    private HandlerTimeout(ResiliencePolicy policy, SafeTimer timer, long timeoutNanos) {
        this.policy = policy;
        this.timer = timer;
        this.timeoutNanos = timeoutNanos;
    }

    /** The deadline of a drain's calls; null if they have none. */
    public static @Nullable HandlerTimeout of(HandlerSpec handler, ResiliencePolicy policy, SafeTimer timer) {
        long millis = handler.timeoutMillis();
        return millis > 0 ? new HandlerTimeout(policy, timer, TimeUnit.MILLISECONDS.toNanos(millis)) : null;
    }

    private static int codeOf(long state) {
        return (int) (state % CODES);
    }

    private static long with(long state, int code) {
        return state - codeOf(state) + code;
    }

    // ---- The holder of the drain

    /** The handler is about to be called. */
    public void begin() {
        thread = Thread.currentThread();
        dueAt = timer.nanoTime() + timeoutNanos;
        word.set(with(word.get(), NONE) + CODES + IN_HANDLER);
        arm(timeoutNanos);
    }

    /** The handler has returned a stage that is pending. */
    public void handlerReturned(PendingStage pending) {
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

    /**
     * The call is over, its stage included.
     *
     * @return whether its time was up before that
     */
    public boolean end() {
        long state = word.get();
        int code = codeOf(state);
        if (code == NONE) {
            return false;
        }
        if ((code == IN_HANDLER || code == IN_STAGE) && word.compareAndSet(state, with(state, NONE))) {
            if (code == IN_STAGE) {
                stage = null;
            }
            return false;
        }
        awaitInterrupt();
        stage = null;
        if (codeOf(word.getAndSet(with(state, NONE))) == INTERRUPTED) {
            // It was meant for this call alone.
            Thread.interrupted();
            giveUpStuckLook();
        }
        policy.endOverrun(this);
        return true;
    }

    /**
     * The subscription has ended: unless a call is under way, the timer, which is set for many calls, is given up. To
     * be asked for again when that call is over.
     */
    public void disarm() {
        DelayedTask set;
        synchronized (this) {
            // A call that begins after this look waits for the lock, and sets the timer again.
            set = codeOf(word.get()) == NONE ? armed : null;
            if (set != null) {
                armed = null;
            }
        }
        cancel(set);
    }

    /** Not under the lock: a user's scheduler may do anything. */
    private static void cancel(@Nullable DelayedTask given) {
        if (given != null) {
            given.cancel();
        }
    }

    private void awaitInterrupt() {
        while (codeOf(word.get()) == INTERRUPTING) {
            Thread.onSpinWait();
        }
    }

    // ---- Who closes the bus

    /** The bus's timer is about to end; a call that goes on keeps its deadline. */
    public void outliveBus() {
        if (!timer.endsWithBus()) {
            return;
        }
        synchronized (this) {
            // In this order: who begins or returns a stage after this sets the timer that stands in.
            outlivesBus = true;
            armed = null;
        }
        int code = codeOf(word.get());
        if (code == IN_HANDLER || code == IN_STAGE) {
            arm(dueAt - timer.nanoTime());
        }
    }

    /** A look when the bus is closed. Holds on to nothing of it: the call, which goes on, does. */
    private static final class LookBeyondClose implements Runnable {

        private final WeakReference<HandlerTimeout> deadline;

        LookBeyondClose(HandlerTimeout deadline) {
            this.deadline = new WeakReference<>(deadline);
        }

        @Override
        public void run() {
            HandlerTimeout known = deadline.get();
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
            if (armed != null) {
                return;
            }
            beyondClose = outlivesBus;
            alarm = new DelayedTask(beyondClose ? new LookBeyondClose(this) : this::look);
            armed = alarm;
        }
        // Not under the lock: a user's scheduler may do anything. An alarm that is given up meanwhile sees that.
        if (beyondClose) {
            SafeTimer.startBeyondClose(alarm, nanos);
        } else {
            timer.start(alarm, nanos);
        }
    }

    private void look() {
        synchronized (this) {
            armed = null;
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
                overrun();
            }
        } else if (word.compareAndSet(state, with(state, INTERRUPTING))) {
            Thread late = thread;
            try {
                if (late != null) {
                    late.interrupt();
                }
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

    /**
     * The stage is late: asks it to end, and lets it be known that the channel waits for it. Not here, since whatever depends on a
     * stage runs in the thread that cancels it, and may take its time.
     */
    private void overrun() {
        PendingStage late = stage;
        if (late != null) {
            policy.execute(late::cancel);
        }
        becomeStuck();
    }

    private void becomeStuck() {
        policy.beginOverrun(this);
        int code = codeOf(word.get());
        if (code != INTERRUPTED && code != STAGE_OVER) {
            // It ended before the line above, and found nothing to take back.
            policy.endOverrun(this);
        }
    }

    private void lookWhetherStuck(long state, @Nullable Thread late) {
        DelayedTask alarm = new DelayedTask(() -> tellStuck(state, late));
        synchronized (this) {
            // A call that is over by now has nothing to give up; one that ends later finds it under this lock.
            if (word.get() != state) {
                return;
            }
            stuckLook = alarm;
        }
        timer.start(alarm, GRACE_NANOS);
    }

    private void giveUpStuckLook() {
        DelayedTask pending;
        synchronized (this) {
            pending = stuckLook;
            stuckLook = null;
        }
        cancel(pending);
    }

    private void tellStuck(long state, @Nullable Thread late) {
        if (late != null && word.get() == state) {
            List<StackTraceElement> stack = List.of(late.getStackTrace());
            becomeStuck();
            if (word.get() == state) {
                policy.tellStuck(late.getName(), stack);
            }
        }
    }
}

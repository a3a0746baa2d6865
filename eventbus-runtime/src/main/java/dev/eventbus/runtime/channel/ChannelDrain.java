package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.execution.SpinThenYield;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One of the drains of a channel, of which there are as many as its handler may run at once: whichever thread runs it takes
 * events and calls the handler.
 *
 * <p>Its life is one status word; {@code docs/synchronization.md} has the diagram with who makes each transition. At most one
 * thread holds a drain (SCHEDULED, RUNNING or WAITING) at a time, and it hands over by a compare-and-set of the status, which
 * is what makes each call of the handler happen-before the next of the same drain.
 */
final class ChannelDrain implements Runnable {

    /** Nothing to do; the next offer schedules it. */
    private static final int IDLE = 0;
    /** It has been submitted and not begun. */
    private static final int SCHEDULED = 1;
    /** A thread is running it. */
    private static final int RUNNING = 2;
    /** An event is in progress without a thread: the stage that its handler returned is pending. */
    private static final int WAITING = 3;

    /** How many events one run delivers before it looks whether others wait for its thread. */
    private static final int RUN_LENGTH = 256;

    // About 5 us of looking, then some yields.
    private static final int SPINS = 100;
    private static final int YIELDS = 10;

    private static final VarHandle STATUS;

    static {
        try {
            STATUS = MethodHandles.lookup().findVarHandle(ChannelDrain.class, "status", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ChannelSubscription subscription;
    private final ChannelDelivery delivery;
    private final DrainQueue drains;
    private volatile int status = IDLE;

    // The thread that is running it; for reports only, so it may lag behind the status.
    private volatile @Nullable Thread runner;

    ChannelDrain(ChannelSubscription subscription, ChannelDelivery delivery, DrainQueue drains) {
        this.subscription = subscription;
        this.delivery = delivery;
        this.drains = drains;
    }

    // ---- Publishing threads

    /**
     * Schedules it if it is idle.
     *
     * @return whether it was
     */
    boolean wake() {
        int s = statusVolatile();
        if (s == IDLE && casStatus(IDLE, SCHEDULED)) {
            drains.submit(this);
            return true;
        }
        if (s == SCHEDULED) {
            drains.nudge();
        }
        return false;
    }

    // ---- The thread that holds it

    /** Calls the handler until there is nothing to take, the subscription ends, or others wait for the thread. */
    @Override
    public void run() {
        if (!casStatus(SCHEDULED, RUNNING)) {
            return;
        }
        HandlerStack handlers = HandlerStack.current();
        subscription.enter(handlers);
        try {
            do {
                deliver();
            } while (goesOn());
        } finally {
            handlers.leave();
        }
    }

    private void deliver() {
        runner = Thread.currentThread();
        delivery.begin(RUN_LENGTH, !drains.isShared());
        try {
            subscription.call.deliver(delivery);
        } catch (Throwable broken) {
            delivery.broke(broken);
        }
        delivery.end();
        runner = null;
    }

    /** Decides after a run: go on at once (true); or hand the drain over, let it wait for a stage, or lay it idle (false). */
    private boolean goesOn() {
        PendingStage stage = delivery.pendingStage();
        if (stage != null) {
            setStatus(WAITING);
            if (stage.letGo(this::resume)) {
                return false;
            }
            // The stage ended meanwhile, and whoever ended it left the drain to us.
            setStatus(RUNNING);
            return true;
        }
        if (delivery.isCutShort() && !subscription.takesNothing()) {
            if (!drains.shouldMakeWay()) {
                return true;
            }
            setStatus(SCHEDULED);
            drains.submit(this);
            return false;
        }
        if (findsMore()) {
            return true;
        }
        setStatus(IDLE);
        subscription.drainBecameIdle();
        // An offer between the last look at the queue and the line above saw RUNNING and woke nobody: look again.
        return !subscription.takesNothing() && !subscription.hasNothingToTake() && casStatus(IDLE, RUNNING);
    }

    /**
     * Looks for a moment whether more comes, if nobody else needs the thread: while it runs, a publisher has nothing to do but
     * to offer.
     */
    private boolean findsMore() {
        for (int look = 0; look < SPINS + YIELDS && drains.mayLinger() && !subscription.takesNothing(); look++) {
            if (!subscription.hasNothingToTake()) {
                return true;
            }
            SpinThenYield.pause(look, SPINS);
        }
        return false;
    }

    /** The stage that it waited for has ended: the channel goes on, on a thread of the bus. */
    private void resume() {
        setStatus(SCHEDULED);
        drains.submit(this);
    }

    // ---- Anybody

    ChannelDelivery delivery() {
        return delivery;
    }

    /**
     * Whether it does nothing.
     *
     * @param nothingLeft whether it would find nothing to do, nor to finish, if it were run
     */
    boolean isAtRest(boolean nothingLeft) {
        int s = statusVolatile();
        // A SCHEDULED one of an ended subscription may sit in an executor that is gone.
        return s == IDLE || (s == SCHEDULED && nothingLeft);
    }

    @Nullable
    Thread runner() {
        return runner;
    }

    private int statusVolatile() {
        return status;
    }

    /** By the thread that holds it. With full fences on both sides, which going idle relies on. */
    private void setStatus(int next) {
        STATUS.getAndSet(this, next);
    }

    private boolean casStatus(int expected, int next) {
        return STATUS.compareAndSet(this, expected, next);
    }
}

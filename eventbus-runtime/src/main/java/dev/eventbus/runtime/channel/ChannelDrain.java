package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.execution.ThreadAttributes;
import dev.eventbus.runtime.queue.Backoff;
import dev.eventbus.runtime.resilience.FatalFailures;
import dev.eventbus.runtime.resilience.PendingStage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One of the drains of a channel, of which there are as many as its handler may run at once: whichever thread runs it
 * takes events and calls the handler.
 *
 * <p>At most one thread holds a drain (any status but IDLE) at a time, and it hands over by a compare-and-set of the
 * status, which is what makes each call of the handler happen-before the next of the same drain.
 */
final class ChannelDrain extends DelayableDrain {

    /** How often one run calls the handler at most before it looks whether others wait for its thread. */
    private static final int LONGEST_RUN = 256;

    /**
     * How long a run is meant to take while events pile up: about as long as the longest run of a handler that does
     * next to nothing. One that computes, or fails with each event, gets shorter runs, since turns are what it shares
     * with its neighbours; by number of calls it would take a hundred times their time.
     */
    private static final long RUN_NANOS = TimeUnit.MICROSECONDS.toNanos(5);

    /**
     * A run that delivered fewer shows that the handler is faster than the publishers. Then it lets them get ahead: an
     * event at a time, each would wait for the cache lines that the other has just written.
     */
    private static final int LEAN_RUN = 32;

    /** How often in a row a drain lines up again though it has found nothing. */
    private static final int VAIN_TURNS = 16;

    // About 5 us of looking, then some yields.
    private static final int YIELDS = 10;
    private static final int SPINS_BETWEEN_LOOKS = 8;

    private static final VarHandle RUNNER;
    private static final VarHandle LINED_UP;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            RUNNER = lookup.findVarHandle(ChannelDrain.class, "runner", Thread.class);
            LINED_UP = lookup.findVarHandle(ChannelDrain.class, "linedUp", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ConsumerHost host;
    private final ChannelDrain next;

    // The thread that is running it; for reports only, so it may lag behind the status.
    private volatile @Nullable Thread runner;

    // The thread that sets it back is the holder. Whether it waits among the tasks of the bus's workers without having
    // left RUNNING: the status, which publishers read with each event, would not stay in their caches if it changed
    // with each run.
    private boolean linedUp;
    // The holder's. How many turns in a row have found nothing.
    private int vainTurns;
    // The holder's. How often the next run calls the handler at most. A short, with which an idle drain takes 48 bytes.
    private short runLength = LONGEST_RUN;

    /** A drain that has nothing to do; the last of its channel. */
    ChannelDrain(DrainSetup setup) {
        super(setup);
        this.host = setup.host();
        this.next = this;
    }

    /** A drain that has nothing to do, before another one of its channel. */
    ChannelDrain(DrainSetup setup, ChannelDrain next) {
        super(setup);
        this.host = setup.host();
        this.next = next;
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
            delivery.drains.submit(this);
            return true;
        }
        if (s == SCHEDULED) {
            delivery.drains.wakeStranded();
            delivery.drains.retryPostponed();
        }
        return false;
    }

    // ---- The thread that holds it

    /**
     * Calls the handler until there is nothing to take, the subscription ends, or others wait for the thread. Throws
     * nothing.
     */
    @Override
    public void run() {
        try {
            HandlerStack handlers = HandlerStack.current();
            if (delivery.drains.begin(this, handlers)) {
                try {
                    if (delivery.drains.isExternal()) {
                        runInUsersThread(handlers);
                    } else {
                        hold(handlers);
                    }
                } finally {
                    delivery.drains.end(handlers);
                }
            }
        } catch (Throwable exhausted) {
            // Still scheduled, or idle again: a thread that has stack and memory finds out.
            delivery.drains.stranded = true;
        }
    }

    /** A thread of the bus is put right after whatever it runs; this one is not the bus's. */
    private void runInUsersThread(HandlerStack handlers) {
        Thread users = Thread.currentThread();
        String name = users.getName();
        int priority = users.getPriority();
        ClassLoader contextClassLoader = users.getContextClassLoader();
        try {
            hold(handlers);
        } finally {
            ThreadAttributes.restore(name, priority, contextClassLoader);
        }
    }

    private void hold(HandlerStack handlers) {
        // By compare-and-set: after something broke off, it may have been submitted more than once.
        boolean wasIdle = !linedUp || !LINED_UP.compareAndSet(this, true, false);
        if (wasIdle && !casStatus(SCHEDULED, RUNNING)) {
            return;
        }
        boolean entered = false;
        try {
            host.enterHandlers(handlers);
            entered = true;
            boolean goesOn;
            do {
                deliver(handlers);
                goesOn = goesOn(handlers, wasIdle);
                wasIdle = false;
            } while (goesOn);
        } catch (Throwable broken) {
            breakOff(broken);
        } finally {
            if (entered) {
                handlers.leave();
            }
        }
    }

    /**
     * Something of the bus itself has broken off, mostly because memory is exhausted, while this thread holds the
     * drain: another run goes on later from where the delivery stands, which counts what it has in hand.
     */
    private void breakOff(Throwable broken) {
        runner = null;
        delivery.breakOff();
        setStatusVolatile(SCHEDULED);
        try {
            delivery.drains.postpone(this);
        } catch (Throwable exhausted) {
            delivery.drains.stranded = true;
        }
        FatalFailures.report(broken);
    }

    private void deliver(HandlerStack handlers) {
        RUNNER.setOpaque(this, Thread.currentThread());
        // Only then its length matters, and reading the clock twice is little for all of it. A user's executor gets few
        // tasks.
        boolean backlog = delivery.isCutShort() && !delivery.drains.isExternal();
        long start = backlog ? System.nanoTime() : 0;
        delivery.begin(runLength, !delivery.drains.isExternal() && !handlers.isExecuting());
        try {
            delivery.subscription.call().deliver(delivery);
        } catch (Throwable broken) {
            delivery.broke(broken);
        }
        delivery.end();
        if (backlog) {
            long callsInTime = delivery.calls() * RUN_NANOS / Math.max(1, System.nanoTime() - start);
            runLength = (short) Math.max(1, Math.min(LONGEST_RUN, callsInTime));
        }
        RUNNER.setOpaque(this, null);
    }

    /**
     * Decides after a run: go on at once (true); or hand the drain over, let it wait for a stage, or lay it idle
     * (false).
     *
     * <p>Throws only while it holds the drain: nothing may throw after it has been handed over.
     *
     * @param wasIdle whether it was the first run after the drain had been scheduled
     */
    private boolean goesOn(HandlerStack handlers, boolean wasIdle) {
        if (delivery.isStagePending()) {
            return !waitsFor(delivery.pendingStage());
        }
        long delay = delivery.delayNanos();
        if (delay >= 0) {
            return delay == 0 || !delay(delivery.holdsEvent() ? DELAYED : AWAITING_BREAKER, delay);
        }
        boolean shares = delivery.drains.shouldYield();
        if (delivery.isCutShort() && delivery.state.isConsumable()) {
            // What is lined up behind this drain waits for its thread, which publishers may keep busy here.
            return !(shares || handlers.hasDeferred()) || !lineUp(handlers, true);
        }
        vainTurns = delivery.calls() > 0 ? 0 : vainTurns + 1;
        if (findsMore(wasIdle)) {
            return true;
        }
        if (shares && vainTurns < VAIN_TURNS && !delivery.drains.isExternal() && delivery.state.isConsumable()) {
            // Not idle yet: when its turn comes there will be much to do, and no publisher has to schedule it.
            return !lineUp(handlers, false);
        }
        return !restsIdle();
    }

    /** Leaves the drain to a stage; false if that has ended, and the drain goes on at once. */
    private boolean waitsFor(PendingStage stage) {
        Runnable goOn = this::resume;
        getAndSetStatus(WAITING);
        boolean waits = false;
        try {
            waits = stage.continueWith(goOn);
        } finally {
            if (!waits) {
                // The stage ended meanwhile, and the thread that ended it left the drain to us.
                setStatusVolatile(RUNNING);
            }
        }
        return waits;
    }

    /** Lays the drain idle; false if there is something to do after all, and it goes on. */
    private boolean restsIdle() {
        getAndSetStatus(IDLE);
        try {
            host.onDrainIdle();
            // An offer between the last look at the queue and the line above saw RUNNING and woke no drain: look again.
            return !delivery.hasWork() || !casStatus(IDLE, RUNNING);
        } catch (Throwable exhausted) {
            delivery.drains.stranded = true;
            return true;
        }
    }

    /**
     * Looks for a moment whether more comes, if no other task needs the thread: while it runs, a publisher has nothing
     * to do but to offer.
     *
     * <p>After the first run, which mostly was of one event that came to an idle channel, it does not yield: Linux
     * holds that against a thread when it is woken the next time, and each such event would wait for it.
     */
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on the yield: it lets publishers get ahead
    private boolean findsMore(boolean wasIdle) {
        if (!wasIdle && delivery.calls() < LEAN_RUN && !delivery.drains.isExternal()) {
            Thread.yield();
        }
        int looks = wasIdle ? Backoff.SPINS : Backoff.SPINS + YIELDS;
        for (int look = 0; look < looks && delivery.drains.maySpin() && delivery.state.isConsumable(); look++) {
            if (look % SPINS_BETWEEN_LOOKS == 0 && !delivery.queue.looksEmpty()) {
                return true;
            }
            Backoff.pause(look);
        }
        return false;
    }

    /**
     * Hands the thread to others and comes after them.
     *
     * @param backlog whether it has left something to do
     * @return false if it could not, because memory is exhausted, and goes on
     */
    private boolean lineUp(HandlerStack handlers, boolean backlog) {
        linedUp = true;
        try {
            if (delivery.drains.requeue(this, backlog)) {
                return true;
            }
        } catch (Throwable exhausted) {
            return !LINED_UP.compareAndSet(this, true, false);
        }
        linedUp = false;
        getAndSetStatus(SCHEDULED);
        if (!handlers.isExecuting()) {
            delivery.drains.submit(this);
            return true;
        }
        try {
            // Submitted, it would be run inside itself.
            handlers.defer(this);
            return true;
        } catch (Throwable exhausted) {
            return !casStatus(SCHEDULED, RUNNING);
        }
    }

    /** The stage that it waited for has ended: the channel goes on, on a thread of the bus. */
    private void resume() {
        // Not if it has done so and broke off before it knew.
        if (casStatus(WAITING, SCHEDULED)) {
            delivery.drains.submit(this);
        }
    }

    /**
     * Makes sure that it runs, if there is something to do and the thread that was to wake it may have broken off.
     * Does no harm where that is not so.
     */
    void wakeStranded() {
        int s = statusVolatile();
        if (s == SCHEDULED) {
            delivery.drains.submit(this);
        } else if (s == WAITING) {
            delivery.endStrandedStage();
        } else if (s == IDLE && delivery.hasWork()) {
            wake();
        }
    }

    // ---- Anybody

    /** The next drain of its channel; of the last, itself. */
    ChannelDrain next() {
        return next;
    }

    /** Whether it is the last drain of its channel. */
    boolean isLast() {
        return next == this;
    }

    ConsumerHost host() {
        return host;
    }

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
        return s == IDLE || s == AWAITING_BREAKER || (s == SCHEDULED && nothingLeft);
    }

    /**
     * Whether only the current thread will run it, after what it is running.
     *
     * @param handlers of the current thread
     */
    boolean isBehind(HandlerStack handlers) {
        return handlers.hasDeferred(this);
    }

    @Nullable
    Thread runner() {
        return runner;
    }
}

package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.Overflow;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.queue.TicketQueue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A subscription with a channel: publishers offer, and whichever thread runs {@link #run} drains.
 *
 * <p>Its life is one status word, the run state in the low bits and flags above; {@code docs/synchronization.md} has the
 * diagram with who makes each transition. At most one thread holds the channel (SCHEDULED, RUNNING or WAITING) at a time,
 * and it hands over by a compare-and-set of the status, which is what makes each call of the handler happen-before the
 * next.
 */
public final class ChannelSubscription extends BusSubscription implements Runnable {

    /** Nothing to do; the next offer schedules a drain. */
    static final int IDLE = 0;
    /** A drain has been submitted and not begun. */
    static final int SCHEDULED = 1;
    /** A thread is draining. */
    static final int RUNNING = 2;
    // 3 is WAITING, and the flag 4 is PAUSED: designed in docs/synchronization.md, for policies that are not here yet.

    static final int RUN_STATE = 3;

    /** Flag: cancelled or closed; nothing is accepted or taken any more. Never cleared. */
    static final int ENDED = 8;

    /** How many events one run delivers before it looks whether others wait for its thread. */
    private static final int RUN_LENGTH = 256;

    private static final VarHandle STATUS;

    static {
        try {
            STATUS = MethodHandles.lookup().findVarHandle(ChannelSubscription.class, "status", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Object bus;
    private final Object[] self = {this};
    private final TicketQueue queue;
    private final DrainQueue drains;
    private final ChannelDelivery delivery;
    private final boolean displacing;

    // Null for handlers without a context, which cannot ask.
    private final @Nullable MissedEvents missed;

    private volatile int status = IDLE;

    private final AtomicReference<@Nullable DropReason> endReason = new AtomicReference<>();

    // The thread that is draining; for reports only, so it may lag behind the status.
    private volatile @Nullable Thread runner;

    /**
     * A subscription without events.
     *
     * @param bus what {@link HandlerStack} knows its bus by
     */
    public ChannelSubscription(
            Object bus, SubscriptionSpec spec, HandlerCall call, DrainQueue drains, SubscriptionObserver observer) {
        super(spec, call, observer);
        this.bus = bus;
        this.drains = drains;
        this.displacing = spec.overflow() == Overflow.DROP_OLDEST;
        this.queue =
                displacing ? TicketQueue.manyConsumers(spec.capacity()) : TicketQueue.singleConsumer(spec.capacity());
        this.missed = spec.takesContext() ? new MissedEvents() : null;
        this.delivery = new ChannelDelivery(this, queue, missed);
    }

    // ---- Publishing threads

    /**
     * Offers an event.
     *
     * @param item what goes into the queue: the event, or its envelope
     * @param event the event itself, for the filter
     */
    public Offered offer(Object item, Object event) {
        if (spec.filtered()) {
            Offered refused = refusedByFilter(event);
            if (refused != null) {
                if (missed != null && refused == Offered.DROPPED) {
                    missed.refused();
                }
                return refused;
            }
        }
        if (isUsedUp()) {
            return Offered.NO_MATCH;
        }
        return missed == null ? outcome(enqueue(item)) : offerCountingMissed(missed, (Envelope) item);
    }

    private Offered offerCountingMissed(MissedEvents counter, Envelope envelope) {
        Object item = counter.stamped(envelope);
        TicketQueue.Offer result = enqueue(item);
        if (result != TicketQueue.Offer.ACCEPTED) {
            counter.takeBack(item);
        }
        if (result == TicketQueue.Offer.FULL) {
            counter.refused();
        }
        return outcome(result);
    }

    private TicketQueue.Offer enqueue(Object item) {
        TicketQueue.Offer result = queue.offer(item);
        while (displacing && result == TicketQueue.Offer.FULL) {
            Object displaced = queue.displace();
            if (displaced != null) {
                if (missed != null) {
                    missed.displaced(displaced);
                }
                lost(DropReason.OVERFLOW, 1);
            }
            result = queue.offer(item);
        }
        return result;
    }

    private Offered outcome(TicketQueue.Offer result) {
        return switch (result) {
            case ACCEPTED -> {
                wake();
                yield Offered.ACCEPTED;
            }
            case FULL -> {
                lost(DropReason.OVERFLOW, 1);
                yield Offered.DROPPED;
            }
            case FAILED -> {
                // Counted as a loss by whoever comes to its place in the queue, which this makes sure of.
                useAgain();
                wake();
                yield Offered.DROPPED;
            }
            case SHUT -> Offered.NO_MATCH;
        };
    }

    private void wake() {
        // The claim in the queue came before this read, and a consumer looks at the queue after it went idle; so one of
        // the two sees the other, and no event is stranded in an idle channel.
        int s = statusVolatile();
        if (s == IDLE) {
            if (casStatus(IDLE, SCHEDULED)) {
                drains.submit(this);
            }
        } else if (s == SCHEDULED) {
            drains.nudge();
        }
    }

    // ---- The draining thread

    /** Drains the channel: calls the handler until the queue is empty, the subscription ends, or others wait. */
    @Override
    public void run() {
        if (!takeHold()) {
            return;
        }
        HandlerStack handlers = HandlerStack.current();
        handlers.enter(bus, self);
        try {
            do {
                deliver();
            } while (goesOn());
        } finally {
            handlers.leave();
        }
    }

    /** SCHEDULED to RUNNING, whatever the flags. False if another thread runs the drain that this one came for. */
    private boolean takeHold() {
        for (int s = statusVolatile(); (s & RUN_STATE) == SCHEDULED; s = statusVolatile()) {
            if (casStatus(s, s - SCHEDULED + RUNNING)) {
                return true;
            }
        }
        return false;
    }

    private void deliver() {
        runner = Thread.currentThread();
        delivery.begin(RUN_LENGTH, !drains.isShared());
        try {
            call.deliver(delivery);
        } catch (Throwable broken) {
            delivery.broke(broken);
        }
        delivery.end();
        runner = null;
    }

    /** Decides after a run: go on at once (true), or hand the channel over or lay it idle (false). */
    private boolean goesOn() {
        if (delivery.isCutShort() && !isEnded()) {
            if (!drains.shouldMakeWay()) {
                return true;
            }
            STATUS.getAndAdd(this, SCHEDULED - RUNNING);
            drains.submit(this);
            return false;
        }
        int before = (int) STATUS.getAndAdd(this, IDLE - RUNNING);
        observer.quieter();
        if ((before & ENDED) != 0) {
            observer.ended(this);
            return false;
        }
        // An offer between the last look at the queue and the line above saw RUNNING and woke nobody: look again.
        return !queue.isEmpty() && casStatus(IDLE, RUNNING);
    }

    // ---- Any thread

    @Override
    public void cancel() {
        if (!isEnded()) {
            observer.cancelled(this);
        }
        end(DropReason.CANCELLED);
    }

    @Override
    public void endByClose() {
        end(DropReason.CLOSED);
    }

    private void end(DropReason reason) {
        endReason.compareAndSet(null, reason);
        int before = (int) STATUS.getAndBitwiseOr(this, ENDED);
        if (queue.shut() > 0) {
            requestReport();
        }
        if ((before & RUN_STATE) == IDLE) {
            observer.ended(this);
        }
        observer.quieter();
    }

    /** What waited when the queue was shut is counted by the queue itself, so that it is never in between two counters. */
    @Override
    long lostFor(DropReason reason) {
        boolean left = queue.isShut() && endReason.get() == reason;
        return super.lostFor(reason) + (left ? queue.depth() : 0);
    }

    boolean isEnded() {
        return (statusVolatile() & ENDED) != 0;
    }

    @Override
    public boolean isActive() {
        return !isEnded();
    }

    @Override
    public boolean isQuiet(int ownRuns) {
        if (ownRuns > 0) {
            // The caller is inside this channel's handler: what is queued behind it cannot move before it returns.
            return true;
        }
        // The queue first: what was taken before is being handled, which the status shows until it is done. The other
        // way
        // round, an event could go from the queue to a handler between the two looks.
        boolean nothingToTake = queue.isShut() || queue.isEmpty();
        int s = statusVolatile();
        // A SCHEDULED channel that has ended has nothing left to do; its drain may sit in an executor that is gone.
        boolean nobodyDrains = (s & RUN_STATE) == IDLE || ((s & RUN_STATE) == SCHEDULED && (s & ENDED) != 0);
        return nothingToTake && nobodyDrains;
    }

    @Override
    public long arrivals() {
        return queue.claims();
    }

    @Override
    long failures() {
        return delivery.failedCount();
    }

    @Override
    public @Nullable Thread runner() {
        return runner;
    }

    @Override
    public SubscriptionStats stats() {
        // Backwards along an event's way, so that one under way is rather missed than seen twice.
        SubscriptionStats.Builder stats = statsWithLosses();
        long delivered = delivery.deliveredCount();
        long failed = delivery.failedCount();
        long inProgress = queue.handedOver() - delivered - failed;
        return stats.delivered(delivered)
                .failed(failed)
                .inProgress(Math.max(0, inProgress))
                .queued(queue.isShut() ? 0 : queue.depth())
                .accepted(queue.accepted())
                .depth(queue.highestDepth(), queue.capacity())
                .build();
    }

    private int statusVolatile() {
        return status;
    }

    private boolean casStatus(int expected, int next) {
        return STATUS.compareAndSet(this, expected, next);
    }
}

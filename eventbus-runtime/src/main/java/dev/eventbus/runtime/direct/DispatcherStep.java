package dev.eventbus.runtime.direct;

import dev.eventbus.EventContext;
import dev.eventbus.PublishResult;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.execution.IdleSignal;
import dev.eventbus.runtime.subscription.OfferResult;
import dev.eventbus.runtime.subscription.ThreadCells;
import dev.eventbus.spi.generated.DirectDispatcher;
import dev.eventbus.spi.generated.DirectFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls several direct handlers with one call of a generated dispatcher, and counts them with one count. */
public final class DispatcherStep implements DirectStep {

    private final DirectDispatcher dispatcher;
    private final DirectSubscription[] subscriptions;
    private final DirectSubscription[] bySlot;
    private final DirectSubscription first;
    private final IdleSignal idleSignal;
    private final DirectCounts counts = new DirectCounts();
    private final ThreadCells.Cell[] cells = counts.cells();
    private final long allAccepted;
    private final PublishResult acceptedByAll;

    private DispatcherStep(
            DirectDispatcher dispatcher, List<DirectSubscription> subscriptions, List<Integer> slots, int size) {
        this.dispatcher = dispatcher;
        this.subscriptions = subscriptions.toArray(new DirectSubscription[0]);
        this.first = this.subscriptions[0];
        this.idleSignal = first.idleSignal();
        this.allAccepted = PackedResult.of(this.subscriptions.length, 0);
        this.acceptedByAll = PublishResult.of(this.subscriptions.length, 0);
        this.bySlot = new DirectSubscription[size];
        for (int i = 0; i < this.subscriptions.length; i++) {
            bySlot[slots.get(i)] = this.subscriptions[i];
        }
    }

    /**
     * A step of the given subscriptions.
     *
     * @param dispatcher bound to their subscribers
     * @param slots the slot of each subscription, rising
     * @param size how many slots the dispatcher has
     */
    public static DispatcherStep of(
            DirectDispatcher dispatcher, List<DirectSubscription> subscriptions, List<Integer> slots, int size) {
        DispatcherStep step = new DispatcherStep(dispatcher, subscriptions, slots, size);
        for (DirectSubscription subscription : subscriptions) {
            subscription.addCounter(step, step.counts);
        }
        return step;
    }

    @Override
    public long run(Object item, Object event, @Nullable EventContext context) {
        return call(item, event, context, cells) ? allAccepted : withoutEnded(item, event, context);
    }

    /**
     * Runs the handlers with an event that travels without an envelope.
     *
     * @param cells {@link #cells}
     * @return that all have accepted it; null if one has ended meanwhile, and none was called
     */
    @Nullable
    public PublishResult runWithoutEnvelope(Object event, ThreadCells.Cell[] cells) {
        PublishResult result = acceptedByAll;
        return call(event, event, null, cells) ? result : null;
    }

    /** The cells in which its calls are counted, for a caller that keeps them. */
    public ThreadCells.Cell[] cells() {
        return cells;
    }

    /**
     * Calls the handlers; false if one has ended, and none was called.
     *
     * <p>Whatever can be is read before the call is counted, also by {@link #runWithoutEnvelope}: no load after the
     * atomic addition begins before that is over, and each that waits for another one makes the publish longer.
     */
    private boolean call(Object item, Object event, @Nullable EventContext context, ThreadCells.Cell[] cells) {
        DirectCounts counts = this.counts;
        DirectDispatcher dispatcher = this.dispatcher;
        IdleSignal idleSignal = this.idleSignal;
        ThreadCells.Cell cell = counts.own(cells);
        boolean plain = !cell.isShared() && counts.canNest(cell);
        counts.begin(cell);
        if (counts.isEnded()) {
            counts.withdraw(cell);
            return false;
        }
        try {
            Object failure = plain ? dispatcher.dispatch(event, context) : dispatchOnStack(cell, event, context);
            if (failure != null) {
                failEach(item, (DirectFailure) failure);
            }
        } catch (Throwable broken) {
            failAll(item, broken);
        } finally {
            if (plain) {
                counts.finishOwn(cell);
            } else {
                counts.finish(cell);
            }
            if (counts.isEnded()) {
                onCallsFinished();
            } else {
                idleSignal.changed();
            }
        }
        return true;
    }

    private void onCallsFinished() {
        for (DirectSubscription subscription : subscriptions) {
            subscription.onCallFinished();
        }
    }

    /** Calls the handlers in a thread that has no cell of its own, or refuses to because it is in too many. */
    private @Nullable Object dispatchOnStack(ThreadCells.Cell cell, Object event, @Nullable EventContext context) {
        if (!cell.isShared()) {
            throw DirectSubscription.nestedTooDeep();
        }
        HandlerStack handlers = HandlerStack.current();
        first.enter(handlers, subscriptions);
        try {
            return dispatcher.dispatch(event, context);
        } finally {
            handlers.leave();
        }
    }

    /**
     * Nested too deep, or the dispatcher could not even record a failure: the stack or memory is exhausted. Which
     * handlers had run is not known, so that all count as failed; none of their failures has been counted.
     */
    private void failAll(Object item, Throwable broken) {
        for (DirectSubscription subscription : subscriptions) {
            subscription.fail(item, broken);
        }
    }

    private void failEach(Object item, DirectFailure last) {
        for (DirectFailure failure = last; failure != null; failure = failure.previous()) {
            bySlot[failure.slot()].fail(item, failure.cause());
        }
    }

    /** A subscription ended since this step was planned: calls those that remain one by one. */
    private long withoutEnded(Object item, Object event, @Nullable EventContext context) {
        int accepted = 0;
        List<DirectSubscription> late = new ArrayList<>();
        for (DirectSubscription subscription : subscriptions) {
            OfferResult offered = subscription.offer(item, event, context, null);
            if (offered == OfferResult.ACCEPTED) {
                accepted++;
            } else if (offered == OfferResult.LATE) {
                late.add(subscription);
            }
        }
        if (accepted == 0 && !late.isEmpty()) {
            return PackedResult.LATE;
        }
        // Not all that the bus has closed by now: a handler that closes it has accepted the event.
        long outcome = PackedResult.of(accepted, 0);
        for (DirectSubscription subscription : late) {
            outcome += PackedResult.of(subscription.dropLate(item));
        }
        return outcome;
    }

    @Override
    public long dropLate(Object item) {
        long outcome = 0;
        for (DirectSubscription subscription : subscriptions) {
            if (subscription.isClosedByBus()) {
                outcome += PackedResult.of(subscription.dropLate(item));
            }
        }
        return outcome;
    }
}

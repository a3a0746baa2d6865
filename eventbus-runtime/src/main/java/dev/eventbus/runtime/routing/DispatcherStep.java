package dev.eventbus.runtime.routing;

import dev.eventbus.EventContext;
import dev.eventbus.runtime.channel.DirectCounts;
import dev.eventbus.runtime.channel.DirectSubscription;
import dev.eventbus.runtime.channel.Offered;
import dev.eventbus.runtime.channel.ThreadCells;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.spi.generated.DirectDispatcher;
import dev.eventbus.spi.generated.DirectFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls several direct handlers with one call of a generated dispatcher, and counts them with one count. */
final class DispatcherStep implements DirectStep {

    private final DirectDispatcher dispatcher;
    private final DirectSubscription[] subscriptions;
    private final DirectSubscription[] bySlot;
    private final DirectSubscription first;
    private final DirectCounts counts = new DirectCounts();
    private final long allAccepted;

    private DispatcherStep(
            DirectDispatcher dispatcher, List<DirectSubscription> subscriptions, List<Integer> slots, int size) {
        this.dispatcher = dispatcher;
        this.subscriptions = subscriptions.toArray(new DirectSubscription[0]);
        this.first = this.subscriptions[0];
        this.allAccepted = Outcome.of(this.subscriptions.length, 0);
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
    static DispatcherStep of(
            DirectDispatcher dispatcher, List<DirectSubscription> subscriptions, List<Integer> slots, int size) {
        DispatcherStep step = new DispatcherStep(dispatcher, subscriptions, slots, size);
        for (DirectSubscription subscription : subscriptions) {
            subscription.countedBy(step, step.counts);
        }
        return step;
    }

    @Override
    public long run(Object item, Object event, @Nullable EventContext context) {
        ThreadCells.Cell cell = counts.own();
        boolean hasRoom = counts.hasRoom(cell);
        counts.begin(cell);
        if (counts.isEnded()) {
            counts.withdraw(cell);
            return withoutEnded(item, event, context);
        }
        try {
            DirectFailure failure = dispatch(cell, hasRoom, event, context);
            if (failure != null) {
                count(item, failure);
            }
        } catch (Throwable broken) {
            // Too deep, or the dispatcher could not even note a failure: the stack or memory is exhausted. Which
            // handlers had run is not known, so that all count as failed; none of their failures has been counted.
            for (DirectSubscription subscription : subscriptions) {
                subscription.fail(item, broken);
            }
        } finally {
            counts.finish(cell);
            if (counts.isEnded()) {
                for (DirectSubscription subscription : subscriptions) {
                    subscription.madeQuieter();
                }
            } else {
                first.madeQuieter();
            }
        }
        return allAccepted;
    }

    private @Nullable DirectFailure dispatch(
            ThreadCells.Cell cell, boolean hasRoom, Object event, @Nullable EventContext context) {
        if (!counts.isShared(cell)) {
            if (!hasRoom) {
                throw DirectSubscription.tooDeep();
            }
            return dispatcher.dispatch(event, context);
        }
        HandlerStack handlers = HandlerStack.current();
        first.enter(handlers, subscriptions);
        try {
            return dispatcher.dispatch(event, context);
        } finally {
            handlers.leave();
        }
    }

    private void count(Object item, DirectFailure last) {
        for (DirectFailure failure = last; failure != null; failure = failure.previous()) {
            bySlot[failure.slot()].fail(item, failure.cause());
        }
    }

    /** A subscription ended since this step was planned: calls those that remain one by one. */
    private long withoutEnded(Object item, Object event, @Nullable EventContext context) {
        int accepted = 0;
        for (DirectSubscription subscription : subscriptions) {
            if (subscription.offer(item, event, context, null) == Offered.ACCEPTED) {
                accepted++;
            }
        }
        return Outcome.of(accepted, 0);
    }
}

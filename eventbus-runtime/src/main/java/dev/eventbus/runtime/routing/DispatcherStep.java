package dev.eventbus.runtime.routing;

import dev.eventbus.EventContext;
import dev.eventbus.runtime.channel.DirectSubscription;
import dev.eventbus.runtime.channel.Offered;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.spi.generated.DirectDispatcher;
import dev.eventbus.spi.generated.DirectFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls several direct handlers with one call of a generated dispatcher. */
final class DispatcherStep implements DirectStep {

    private final DirectDispatcher dispatcher;
    private final DirectSubscription[] subscriptions;
    private final DirectSubscription[] bySlot;

    /**
     * A step of the given subscriptions.
     *
     * @param dispatcher bound to their subscribers
     * @param slots the slot of each subscription, rising
     * @param size how many slots the dispatcher has
     */
    DispatcherStep(DirectDispatcher dispatcher, List<DirectSubscription> subscriptions, List<Integer> slots, int size) {
        this.dispatcher = dispatcher;
        this.subscriptions = subscriptions.toArray(DirectSubscription[]::new);
        this.bySlot = new DirectSubscription[size];
        for (int i = 0; i < this.subscriptions.length; i++) {
            bySlot[slots.get(i)] = this.subscriptions[i];
        }
    }

    @Override
    public long run(Object event, @Nullable EventContext context) {
        HandlerStack handlers = HandlerStack.current();
        int begun = 0;
        while (begun < subscriptions.length && subscriptions[begun].begin()) {
            begun++;
        }
        if (begun < subscriptions.length) {
            return withoutEnded(begun, event, context);
        }
        try {
            count(dispatch(handlers, event, context));
        } catch (Throwable broken) {
            // Too deep, or the dispatcher could not even note a failure: the stack or memory is exhausted. Which
            // handlers
            // had run is not known, so that all count as failed; none of their failures has been counted before.
            for (DirectSubscription subscription : subscriptions) {
                subscription.fail(broken);
            }
        } finally {
            for (DirectSubscription subscription : subscriptions) {
                subscription.finish();
            }
        }
        return Outcome.of(subscriptions.length, 0);
    }

    private @Nullable DirectFailure dispatch(HandlerStack handlers, Object event, @Nullable EventContext context) {
        DirectSubscription.requireRoom(handlers);
        handlers.enter(subscriptions[0].bus(), subscriptions);
        try {
            return dispatcher.dispatch(event, context);
        } finally {
            handlers.leave();
        }
    }

    private void count(@Nullable DirectFailure last) {
        for (DirectFailure failure = last; failure != null; failure = failure.previous()) {
            bySlot[failure.slot()].fail(failure.cause());
        }
    }

    /** A subscription ended since this step was planned: calls those that remain one by one. */
    private long withoutEnded(int begun, Object event, @Nullable EventContext context) {
        for (int i = 0; i < begun; i++) {
            subscriptions[i].withdraw();
        }
        int accepted = 0;
        for (DirectSubscription subscription : subscriptions) {
            if (subscription.offer(event, context, null) == Offered.ACCEPTED) {
                accepted++;
            }
        }
        return Outcome.of(accepted, 0);
    }
}

package dev.eventbus.runtime.routing;

import dev.eventbus.EventContext;
import dev.eventbus.runtime.channel.BusSubscription;
import dev.eventbus.runtime.channel.ChannelSubscription;
import dev.eventbus.runtime.channel.DirectSubscription;
import dev.eventbus.runtime.channel.Offered;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EnvelopeContext;
import dev.eventbus.runtime.index.DispatcherPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an event of one class on one topic goes: a snapshot of the matching subscriptions, good until the table changes.
 * Immutable.
 */
public final class Route {

    private final long version;
    private final String topic;
    private final ChannelSubscription[] channels;
    private final DirectStep[] directSteps;
    private final boolean wantsContext;
    private final boolean directWantsContext;

    Route(long version, String topic, List<BusSubscription> matching, List<DispatcherPlan> dispatchers) {
        this.version = version;
        this.topic = topic;
        channels =
                matching.stream().filter(ChannelSubscription.class::isInstance).toArray(ChannelSubscription[]::new);
        List<DirectSubscription> direct = matching.stream()
                .filter(DirectSubscription.class::isInstance)
                .map(DirectSubscription.class::cast)
                .toList();
        directSteps = DirectPlanner.plan(direct, dispatchers);
        wantsContext =
                matching.stream().anyMatch(subscription -> subscription.spec().takesContext());
        directWantsContext =
                direct.stream().anyMatch(subscription -> subscription.spec().takesContext());
    }

    boolean isCurrent(long tableVersion) {
        return version == tableVersion;
    }

    /** The topic of events on this route. */
    public String topic() {
        return topic;
    }

    /** Whether any handler takes a context, so that events need an envelope. */
    public boolean wantsContext() {
        return wantsContext;
    }

    /** Whether nobody listens. */
    public boolean isEmpty() {
        return channels.length == 0 && directSteps.length == 0;
    }

    /**
     * Offers an event to every channel, then runs the direct handlers.
     *
     * @param envelope the event's envelope, where something more than the event must travel
     * @return how many accepted and dropped it, as {@link Outcome} packs them
     */
    public long offer(Object event, @Nullable Envelope envelope) {
        Object item = envelope != null ? envelope : event;
        int accepted = 0;
        int dropped = 0;
        for (ChannelSubscription channel : channels) {
            Offered offered = channel.offer(item, event);
            if (offered == Offered.ACCEPTED) {
                accepted++;
            } else if (offered == Offered.DROPPED) {
                dropped++;
            }
        }
        long outcome = Outcome.of(accepted, dropped);
        if (directSteps.length > 0) {
            EventContext context = directWantsContext && envelope != null ? new EnvelopeContext(envelope, 1, 0) : null;
            for (DirectStep step : directSteps) {
                outcome += step.run(event, context);
            }
        }
        return outcome;
    }
}

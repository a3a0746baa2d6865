package dev.eventbus.runtime.routing;

import dev.eventbus.EventContext;
import dev.eventbus.runtime.channel.DirectSubscription;
import dev.eventbus.runtime.channel.Offered;
import org.jspecify.annotations.Nullable;

/**
 * Calls one direct handler through its table or lambda: one with a filter, one that ends with its first event, or one that stands
 * alone among handlers with slots.
 *
 * @param subscription whose handler it is
 */
record SingleStep(DirectSubscription subscription) implements DirectStep {

    @Override
    public long run(Object item, Object event, @Nullable EventContext context) {
        return switch (subscription.offer(item, event, context, null)) {
            case ACCEPTED -> Outcome.ONE_ACCEPTED;
            case DROPPED -> Outcome.ONE_DROPPED;
            case NO_MATCH, FULL -> Outcome.NO_MATCH;
            case LATE -> Outcome.LATE;
        };
    }

    @Override
    public long dropLate(Object item) {
        return packed(subscription.dropLate(item));
    }

    static long packed(Offered offered) {
        return switch (offered) {
            case ACCEPTED -> Outcome.ONE_ACCEPTED;
            case DROPPED -> Outcome.ONE_DROPPED;
            case NO_MATCH, FULL, LATE -> Outcome.NO_MATCH;
        };
    }
}

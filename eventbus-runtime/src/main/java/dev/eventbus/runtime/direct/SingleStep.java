package dev.eventbus.runtime.direct;

import dev.eventbus.EventContext;
import org.jspecify.annotations.Nullable;

/**
 * Calls one direct handler through its table or lambda: one with a filter, one that ends with its first event, or one
 * that stands alone among handlers with slots.
 */
public record SingleStep(DirectSubscription subscription) implements DirectStep {

    @Override
    public long run(Object item, Object event, @Nullable EventContext context) {
        return switch (subscription.offer(item, event, context, null)) {
            case ACCEPTED -> PackedResult.ONE_ACCEPTED;
            case DROPPED -> PackedResult.ONE_DROPPED;
            case NO_MATCH, FULL -> PackedResult.NO_MATCH;
            case LATE -> PackedResult.LATE;
        };
    }

    @Override
    public long dropLate(Object item) {
        return PackedResult.of(subscription.dropLate(item));
    }
}

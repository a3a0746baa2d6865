package dev.eventbus.runtime;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Overflow;
import dev.eventbus.runtime.channel.SubscriptionSpec;
import dev.eventbus.runtime.routing.SubscriptionTable;
import dev.eventbus.spi.Printable;
import dev.eventbus.spi.TopicPattern;
import dev.eventbus.spi.generated.HandlerSpec;

/** From what a handler asks for to what its subscription is; refuses what this runtime does not have. */
final class HandlerPolicies {

    private HandlerPolicies() {}

    /**
     * The specification of a subscription.
     *
     * @throws UnsupportedOperationException for a policy that comes with a later version
     * @throws IllegalArgumentException for values that make no sense
     */
    static SubscriptionSpec subscriptionSpec(long id, String name, HandlerSpec spec, boolean once) {
        requireAvailable(name, spec);
        if (spec.eventType().isPrimitive()) {
            throw new IllegalArgumentException("Events are objects, so that none is of the type " + spec.eventType()
                    + ". To fix it, subscribe to its wrapper class.");
        }
        TopicPattern pattern = TopicPattern.parse(spec.topic());
        if (SubscriptionTable.isSystemType(spec.eventType()) && !spec.topic().isEmpty()) {
            throw new IllegalArgumentException(spec.eventType().getName()
                    + " is a system event, which patterns never match. To fix it, leave the topic empty.");
        }
        return new SubscriptionSpec(
                id,
                name,
                spec.eventType(),
                pattern,
                spec.mode(),
                spec.priority(),
                spec.capacity(),
                spec.overflow(),
                spec.filtered(),
                spec.takesContext(),
                once);
    }

    private static void requireAvailable(String name, HandlerSpec spec) {
        if (spec.mode() == DeliveryMode.DIRECT) {
            return;
        }
        require(
                name,
                spec.overflow() != Overflow.CONFLATE && spec.overflow() != Overflow.BLOCK,
                "Overflow." + spec.overflow(),
                "use DROP_NEWEST or DROP_OLDEST");
        require(name, spec.concurrency() == 1, "concurrency above 1", "use concurrency 1");
        require(name, spec.batch() == 1, "batch above 1", "take single events");
        require(name, !spec.returnsStage(), "handlers that return a CompletionStage", "return void");
        require(name, spec.retry().maxAttempts() == 1, "retry", "handle the failure in the handler");
        require(
                name,
                spec.breaker().failures() == 0 && spec.breaker().failureRate() == 0,
                "circuit breakers",
                "remove the breaker attribute");
        require(name, spec.timeoutMillis() == 0, "timeoutMillis", "remove the attribute");
    }

    private static void require(String name, boolean available, String what, String cure) {
        if (!available) {
            throw new UnsupportedOperationException("This version of the runtime does not have " + what
                    + " yet, which subscription " + Printable.of(name) + " asks for. To fix it, " + cure + ".");
        }
    }
}

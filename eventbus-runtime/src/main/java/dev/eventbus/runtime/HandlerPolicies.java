package dev.eventbus.runtime;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Overflow;
import dev.eventbus.runtime.channel.Reading;
import dev.eventbus.runtime.channel.SubscriptionSpec;
import dev.eventbus.runtime.delivery.EventKey;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.routing.SubscriptionTable;
import dev.eventbus.spi.TopicPattern;
import dev.eventbus.spi.generated.HandlerSpec;
import org.jspecify.annotations.Nullable;

/** From what a handler asks for to what its subscription is. */
final class HandlerPolicies {

    private HandlerPolicies() {}

    /**
     * The specification of a subscription.
     *
     * @param chosenName its name; empty for a lambda that has chosen none
     * @throws IllegalArgumentException for values that make no sense
     */
    static SubscriptionSpec subscriptionSpec(
            long id, String chosenName, HandlerSpec spec, boolean once, Reading reading) {
        if (spec.eventType().isPrimitive()) {
            throw new IllegalArgumentException("Events are objects, so that none is of the type " + spec.eventType()
                    + ". To fix it, subscribe to its wrapper class.");
        }
        TopicPattern pattern = TopicPattern.parse(spec.topic());
        if (SubscriptionTable.isSystemType(spec.eventType()) && !spec.topic().isEmpty()) {
            throw new IllegalArgumentException(spec.eventType().getName()
                    + " is a system event, which patterns never match. To fix it, leave the topic empty.");
        }
        return new SubscriptionSpec(id, chosenName, spec, pattern, once, reading);
    }

    /**
     * What events of a subscription have in common: null if its policy does not ask, or for a concurrent handler without a
     * key, whose events may come in any order.
     *
     * @param call asks what the handler names
     * @param declared asks what the event type declares; null if it declares none
     * @throws IllegalArgumentException for concurrent batches, which would tear the order of keys apart
     */
    static @Nullable EventKey key(HandlerSpec spec, HandlerCall call, @Nullable EventKey declared) {
        boolean conflates = spec.overflow() == Overflow.CONFLATE;
        if (spec.mode() == DeliveryMode.DIRECT || !(conflates || spec.concurrency() > 1)) {
            return null;
        }
        if (spec.batch() > 1 && (spec.keyed() || declared != null)) {
            throw new IllegalArgumentException(
                    "A handler of batches cannot keep the order of keys among concurrent calls, and "
                            + (spec.keyed() ? "this one" : spec.eventType().getName())
                            + " has a key. To fix it, set concurrency to 1, or remove the batch or the key.");
        }
        if (spec.keyed()) {
            return call::key;
        }
        return declared == null && conflates ? EventKey.NONE : declared;
    }
}

package dev.eventbus.runtime;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Overflow;
import dev.eventbus.runtime.channel.Reading;
import dev.eventbus.runtime.channel.SubscriptionSpec;
import dev.eventbus.runtime.delivery.EventKey;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.index.IndexRegistry;
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
     * key, whose events may come in any order. Without a key of its own it has the one that its event type declares.
     *
     * @param call asks what the handler names
     * @param indexes read what the event type declares
     * @throws IllegalArgumentException for concurrent batches, which would tear the order of keys apart
     * @throws IllegalStateException if it needs a declared key that no index can read
     */
    static @Nullable EventKey key(HandlerSpec spec, HandlerCall call, IndexRegistry indexes) {
        if (!usesKey(spec)) {
            return null;
        }
        if (spec.batch() > 1 && (spec.keyed() || indexes.declaresKey(spec.eventType()))) {
            throw new IllegalArgumentException(
                    "A handler of batches cannot keep the order of keys among concurrent calls, and "
                            + (spec.keyed() ? "this one" : spec.eventType().getName())
                            + " has a key. To fix it, set concurrency to 1, or remove the batch or the key.");
        }
        if (spec.keyed()) {
            return call::key;
        }
        EventKey declared = indexes.keyOf(spec.eventType());
        return declared == null && spec.overflow() == Overflow.CONFLATE ? EventKey.NONE : declared;
    }

    /** Whether a subscription goes by keys: the order of events in one channel with one handler needs none. */
    private static boolean usesKey(HandlerSpec spec) {
        return spec.mode() == DeliveryMode.CHANNEL && (spec.overflow() == Overflow.CONFLATE || spec.concurrency() > 1);
    }
}

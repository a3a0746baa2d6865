package dev.eventbus.runtime.deadletter;

import dev.eventbus.DeadLetter;
import dev.eventbus.DropReason;
import dev.eventbus.runtime.channel.SubscriptionSpec;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.routing.Router;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lost event as it is kept. Refers to what is fixed about the subscription only, so that it keeps no subscriber alive.
 *
 * @param number its place among all that were ever lost, from 1
 * @param item the event, or its envelope
 * @param dropReason why it was dropped or discarded; null if the handler failed
 * @param cause what was thrown; or null
 * @param attempts how often the handler was called with it
 */
record Letter(
        long number,
        SubscriptionSpec subscription,
        Object item,
        @Nullable DropReason dropReason,
        @Nullable Throwable cause,
        int attempts,
        Instant diedAt) {

    Object event() {
        return item instanceof Envelope envelope ? envelope.event() : item;
    }

    /** The envelope for one more try. */
    Envelope redriven(Router router) {
        return item instanceof Envelope envelope
                ? envelope.redriven()
                : Envelope.redriven(item, router.topicOf(item.getClass()), 1);
    }

    /** What users see of it. */
    DeadLetter shown(Router router) {
        Envelope envelope = item instanceof Envelope known ? known : null;
        DeadLetter.Builder letter = DeadLetter.builder(
                        number, event(), envelope != null ? envelope.topic() : router.topicOf(item.getClass()))
                .subscription(subscription.id(), subscription.name())
                .reason(DeadLetter.Reason.FAILED, cause)
                .attempts(attempts)
                .times(envelope == null ? null : envelope.knownPublishedAt(), diedAt);
        if (dropReason != null) {
            letter.dropReason(dropReason);
        }
        if (envelope != null) {
            letter.headers(envelope.headers()).redrives(envelope.redrives());
        }
        return letter.build();
    }
}

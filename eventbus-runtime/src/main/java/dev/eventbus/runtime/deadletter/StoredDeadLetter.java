package dev.eventbus.runtime.deadletter;

import dev.eventbus.DeadLetter;
import dev.eventbus.DropReason;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.routing.Router;
import dev.eventbus.runtime.subscription.SubscriptionSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lost event in the store. Refers only to the specification of its subscription, so that it keeps no subscriber
 * alive.
 *
 * <p>Threading: any.
 */
final class StoredDeadLetter {

    private final long number;
    private final SubscriptionSpec subscription;
    private final @Nullable DropReason dropReason;
    private final @Nullable Throwable cause;
    private final int attempts;
    private final Instant lostAt;
    // The event, or its envelope: an event that needed none gets one with the first look at it. Written under this
    // object's lock, so that all looks see the same envelope.
    private volatile Object item;

    /**
     * A lost event.
     *
     * @param number its place among all that were ever lost, from 1
     * @param item the event, or its envelope
     * @param dropReason why it was dropped or discarded; null if the handler failed
     * @param cause what was thrown; or null
     * @param attempts how often the handler was called with it
     */
    StoredDeadLetter(
            long number,
            SubscriptionSpec subscription,
            Object item,
            @Nullable DropReason dropReason,
            @Nullable Throwable cause,
            int attempts,
            Instant lostAt) {
        this.number = number;
        this.subscription = subscription;
        this.item = item;
        this.dropReason = dropReason;
        this.cause = cause;
        this.attempts = attempts;
        this.lostAt = lostAt;
    }

    long number() {
        return number;
    }

    SubscriptionSpec subscription() {
        return subscription;
    }

    Object event() {
        Object known = item;
        return known instanceof Envelope envelope ? envelope.event() : known;
    }

    private Envelope envelope(Router router) {
        Object known = item;
        return known instanceof Envelope envelope ? envelope : enveloped(router);
    }

    /** All looks see one envelope, and so one id. */
    private synchronized Envelope enveloped(Router router) {
        Object known = item;
        if (known instanceof Envelope envelope) {
            return envelope;
        }
        Envelope made = Envelope.ofBare(known, router.topicOf(known.getClass()));
        item = made;
        return made;
    }

    /** The envelope for a redrive. */
    Envelope forRedrive(Router router) {
        return envelope(router).redriven();
    }

    /** The dead letter as users see it. */
    DeadLetter toDeadLetter(Router router) {
        Envelope envelope = envelope(router);
        DeadLetter.Builder letter = DeadLetter.builder(number, envelope.event(), envelope.topic())
                .id(envelope.id())
                .headers(envelope.headers())
                .subscription(subscription.id(), subscription.name())
                .reason(DeadLetter.Reason.FAILED, cause)
                .attempts(attempts)
                .times(envelope.knownPublishedAt(), lostAt)
                .redrives(envelope.redrives());
        if (dropReason != null) {
            letter.dropReason(dropReason);
        }
        return letter.build();
    }
}

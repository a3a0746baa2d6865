package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.PublishReport.Outcome;
import dev.eventbus.runtime.delivery.EventTracker;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.OfferResult;
import org.jspecify.annotations.Nullable;

/**
 * Records the events of one channel that are lost before the queue accepts them: counted, missed, tracked, and as
 * dead letters.
 */
abstract class LossRecorder {

    final BusSubscription subscription;
    final ChannelCore core;

    LossRecorder(BusSubscription subscription, ChannelCore core) {
        this.subscription = subscription;
        this.core = core;
    }

    /**
     * Drops an event that did not enter the queue.
     *
     * @return DROPPED
     */
    public final OfferResult drop(Object item, DropReason reason) {
        return drop(item, reason, null);
    }

    /**
     * Drops an event that did not enter the queue.
     *
     * @param cause what user code threw; or null
     * @return DROPPED
     */
    final OfferResult drop(Object item, DropReason reason, @Nullable Throwable cause) {
        recordRefused(item, reason);
        subscription.lostBeforeHandler(item, reason, cause);
        subscription.countLost(reason, 1);
        return OfferResult.DROPPED;
    }

    /**
     * Records an event for the handler that asks for missed events, and for the publisher that tracks it; the caller
     * counts it as lost.
     */
    final void recordRefused(Object item, DropReason reason) {
        core.missed.addOne();
        Outcome outcome =
                reason == DropReason.CANCELLED || reason == DropReason.CLOSED ? Outcome.DISCARDED : Outcome.DROPPED;
        EventTracker.recordIfTracked(item, subscription.id(), subscription.name(), outcome, reason);
    }

    /** The queue has a failed slot for an event; the consumer that comes to the slot counts the event as lost. */
    final OfferResult recordFailedSlot(Object item) {
        recordRefused(item, DropReason.OVERFLOW);
        subscription.lostBeforeHandler(item, DropReason.OVERFLOW, null);
        return OfferResult.DROPPED;
    }
}

package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.Overflow;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EventKey;
import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.queue.EnqueueResult;
import dev.eventbus.runtime.queue.KeyedQueue;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.OfferResult;
import org.jspecify.annotations.Nullable;

/**
 * Puts admitted events into the queue of a channel: with their keys, with the number of missed events, and known to
 * their trackers. What the queue does not accept is undone.
 */
abstract class EventEnqueuer extends LossRecorder {

    final ChannelQueue queue;
    final ConsumerSide consumers;
    final OverflowRule overflow;
    final Admission admission;

    EventEnqueuer(
            BusSubscription subscription,
            ChannelCore core,
            ConsumerSide consumers,
            @Nullable ReplayGate replay,
            @Nullable EventKey key,
            SettleListener listener) {
        super(subscription, core);
        this.queue = core.queue;
        this.consumers = consumers;
        this.overflow = ruleOf(subscription, core, listener);
        this.admission = Admission.of(subscription, core, this, replay, key, consumers.resilience());
    }

    /**
     * The rule of a channel, by the policy of its subscription.
     *
     * @param listener is notified when no publisher waits for room any more
     */
    private static OverflowRule ruleOf(BusSubscription subscription, ChannelCore core, SettleListener listener) {
        // Not a switch, for which the compiler makes a class; and each rule comes from its own class, so that only the
        // one that is needed is loaded. ADR 12
        Overflow policy = subscription.spec().overflow();
        if (policy == Overflow.DROP_NEWEST) {
            return DropNewest.rule();
        }
        if (policy == Overflow.DROP_OLDEST) {
            return DropOldest.rule(subscription, core);
        }
        if (policy == Overflow.CONFLATE) {
            return Conflate.rule();
        }
        return Block.rule(core, subscription.spec().handler().blockMillis(), listener);
    }

    /**
     * Enqueues an event, and wakes the consumer side.
     *
     * @param item the event, or its envelope
     * @return FULL if there is no room: then nothing has been counted
     */
    final OfferResult enqueue(Object item, Object event) {
        @Nullable Object key;
        try {
            key = admission.key.of(event);
        } catch (Throwable failure) {
            return keyFailed(item, failure);
        }
        Object entry = core.missed.entryFor(item);
        Envelope tracked = Envelope.trackedIn(item);
        if (tracked != null) {
            core.startTracking().add(tracked);
        }
        EnqueueResult result;
        try {
            result = overflow.enqueue(queue, entry, key);
        } catch (Throwable failure) {
            withdraw(entry, tracked);
            return keyFailed(item, failure);
        }
        if (result == EnqueueResult.ACCEPTED) {
            try {
                wakeConsumer();
            } catch (Throwable exhausted) {
                // As in ChannelIntake.offer.
                consumers.drains.stranded = true;
            }
            return OfferResult.ACCEPTED;
        }
        if (result == EnqueueResult.REPLACED) {
            return OfferResult.ACCEPTED;
        }
        withdraw(entry, tracked);
        return result == EnqueueResult.FULL ? OfferResult.FULL : refused(item, result);
    }

    private void withdraw(Object entry, @Nullable Envelope tracked) {
        core.missed.withdraw(entry);
        if (tracked != null) {
            core.tracked().withdraw(tracked);
        }
    }

    /** The queue has refused an event for another reason than that it is full. */
    final OfferResult refused(Object item, EnqueueResult result) {
        if (result == EnqueueResult.CLOSED) {
            return core.whenEnded();
        }
        OfferResult dropped = recordFailedSlot(item);
        subscription.releaseOnce();
        // Counted as a loss by the consumer that comes to its slot, which this makes sure of.
        wakeConsumer();
        return dropped;
    }

    /** A user's key function threw, or {@code hashCode} or {@code equals} of a key. */
    private OfferResult keyFailed(Object item, Throwable failure) {
        subscription.releaseOnce();
        if (!core.isActive()) {
            return core.whenEnded();
        }
        subscription.recordRefusal(item, failure);
        return drop(item, DropReason.KEY_FAILED, failure);
    }

    /**
     * Offers a lost event again, in an envelope that is not tracked. It displaces and replaces no other event.
     *
     * @return whether it was accepted
     */
    final boolean redrive(Envelope envelope) {
        if (!subscription.claimOnce()) {
            return false;
        }
        boolean accepted = false;
        Object entry = core.missed.entryFor(envelope);
        try {
            Object key = admission.key.of(envelope.event());
            EnqueueResult result =
                    queue instanceof KeyedQueue keyed ? keyed.offerBehind(entry, key) : queue.offer(entry, null);
            accepted = result == EnqueueResult.ACCEPTED;
            if (accepted || result == EnqueueResult.FAILED) {
                wakeConsumer();
            }
        } catch (Throwable keyFailed) {
            // As it may have failed before: then the event stays where it was.
            accepted = false;
        }
        if (accepted) {
            subscription.countRedriven();
        } else {
            core.missed.withdraw(entry);
            subscription.releaseOnce();
        }
        return accepted;
    }

    private void wakeConsumer() {
        // After the entry came into the queue, as in ChannelIntake.offer.
        if (!core.isHeldBack()) {
            consumers.wake();
        }
    }
}

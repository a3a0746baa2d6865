package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.delivery.EventKey;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.queue.EnqueueResult;
import dev.eventbus.runtime.queue.KeyedQueue;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.OfferResult;
import org.jspecify.annotations.Nullable;

/**
 * The producer side of a channel. An event that is offered passes the {@link Admission}, enters the queue as the {@link
 * OverflowRule} says, and wakes the consumer side.
 *
 * <p>An event without an envelope, on a plain channel, meets nothing but the queue.
 *
 * <p>Threading: any number of publishers.
 */
public final class ChannelIntake extends EventEnqueuer {

    // Nothing but the capacity stands between an event without an envelope and the queue.
    private final boolean plain;

    /**
     * The producer side of a channel.
     *
     * @param replay closed while the subscription begins with past events; null if it does not
     * @param key what events have in common, for a channel with a {@link KeyedQueue}; else null
     * @param listener is notified when no publisher waits any more
     */
    ChannelIntake(
            BusSubscription subscription,
            ChannelCore core,
            ConsumerSide consumers,
            @Nullable ReplayGate replay,
            @Nullable EventKey key,
            SettleListener listener) {
        super(subscription, core, consumers, replay, key, listener);
        this.plain = admission == Admission.OPEN && overflow.isPlain();
    }

    /** Its subscription. */
    public BusSubscription subscription() {
        return subscription;
    }

    /** What happens to events that find it full, and the publishers that wait for room. */
    public OverflowRule overflow() {
        return overflow;
    }

    // ---- Publishing threads

    /**
     * Offers an event.
     *
     * @param item what goes into the queue: the event, or its envelope
     * @param event the event itself, for the filter and the key
     * @return FULL if the publisher has to wait for room: then nothing has been counted
     */
    public OfferResult offer(Object item, Object event) {
        if (plain && item == event) {
            EnqueueResult result = queue.offer(item, null);
            if (result == EnqueueResult.ACCEPTED) {
                // The entry came before the reads of the state and of the drain's status, with a full fence in between,
                // and a drain looks at the queue after it went idle; so one of the two sees the other, and no event is
                // stranded.
                try {
                    if (!core.isHeldBack()) {
                        consumers.wake();
                    }
                } catch (Throwable exhausted) {
                    // The event is accepted. Without a call, since there may be no stack: the next thread that comes
                    // wakes it.
                    consumers.drains.stranded = true;
                }
                return OfferResult.ACCEPTED;
            }
            return result == EnqueueResult.FULL ? overflow.onFull(this, item) : refused(item, result);
        }
        OfferResult result = tryOffer(item, event);
        return result == OfferResult.FULL ? overflow.onFull(this, item) : result;
    }

    /**
     * Offers an event as {@link #offer} does, for a caller that may want to wait whatever the overflow policy is.
     *
     * @return FULL if there is no room: then nothing has been counted, and the event can be offered by {@link
     *     #retryOffer} later
     */
    public OfferResult tryOffer(Object item, Object event) {
        OfferResult admitted = admission.admit(item, event);
        return admitted == OfferResult.ACCEPTED ? enqueue(item, event) : admitted;
    }

    /**
     * Offers an event once more that was FULL.
     *
     * @return FULL if there still is no room: then nothing has been counted
     */
    public OfferResult retryOffer(Object item, Object event) {
        return enqueue(item, event);
    }

    /** Whether {@link #offerAll} may be used: nothing has to be checked or recorded for each event. */
    public boolean acceptsBatches() {
        return plain;
    }

    /**
     * Offers events until one finds no room.
     *
     * @return how many were accepted
     */
    public int offerAll(Object[] events, int from, int to) {
        int accepted = from == to ? 0 : queue.offerAll(events, from, to);
        if (accepted > 0) {
            try {
                if (!core.isHeldBack()) {
                    consumers.wake();
                }
            } catch (Throwable exhausted) {
                // As in offer.
                consumers.drains.stranded = true;
            }
        }
        return accepted;
    }

    /** Drops an event that matched, because the subscription ended while it was on its way. */
    public OfferResult dropEnded(Object item) {
        return drop(item, core.lossReason());
    }

    // ---- Publishers that wait for room

    /**
     * Whether the current thread would wait for itself if it waited for room: it is in the handler, or only it can
     * consume what waits.
     *
     * @param handlers of the current thread
     */
    public boolean wouldBlockItself(HandlerStack handlers) {
        return handlers.timesRunning(subscription) > 0 || (handlers.hasDeferred() && consumers.waitsFor(handlers));
    }

    /**
     * Whether an offer would find room now, or would find the channel ended.
     *
     * @param slots how many free slots are asked for; half of the capacity if it is less
     */
    public boolean hasRoom(int slots) {
        int capacity = queue.capacity();
        return capacity - queue.depth() >= Math.min(slots, Math.max(1, capacity / 2)) || core.refusesEvents();
    }

    /** Whether no offer will find room any more, since the bus closes. */
    public boolean isClosedByBus() {
        return core.whenEnded() == OfferResult.LATE;
    }

    // ---- Routes, which bypass channels that stay full

    /**
     * Whether publishers may bypass the channel while it is full: it drops each event, and nobody keeps or tracks what
     * it drops.
     */
    public boolean canBeBypassed() {
        return plain && overflow instanceof DropNewest && !subscription.keepsDrops();
    }

    /** Whether an event that is offered now would find no room. */
    public boolean isFull() {
        return core.isActive() && queue.depth() >= queue.capacity();
    }

    /** How many events were consumed: changes with each slot that becomes free. */
    public long consumed() {
        return queue.consumed();
    }

    /** The bypass of this channel, for a route that is about to bypass it. */
    public Bypass startBypass() {
        return core.startBypass();
    }

    /** Ends the bypass of this channel, if there is one. */
    public void reinstate() {
        core.reinstate();
    }

    // ---- The subscription

    /** Wakes publishers that wait for room, after the queue was closed. */
    void end() {
        overflow.wakeAll();
    }

    /**
     * Waits until no event is between the queue and being recorded as displaced or replaced, after the queue was
     * closed.
     */
    void awaitRemovals() {
        overflow.awaitRemovals();
    }
}

package dev.eventbus.runtime.channel;

import dev.eventbus.Overflow;
import dev.eventbus.PublishReport.Outcome;
import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.queue.KeyedQueue;
import dev.eventbus.runtime.queue.OrderedTicketQueue;
import dev.eventbus.runtime.queue.RingQueue;
import dev.eventbus.runtime.queue.TicketQueue;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.SubscriptionSpec;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the producer side and the consumer side of a channel share: the state, the queue, and what is known of the
 * events in the queue and of the publishers that found it full. It is the state by inheritance, which saves each idle
 * channel an object.
 *
 * <p>The consumer side calls {@link #reinstate()} before it takes an entry from the queue, and {@link #onSlotFreed()}
 * afterwards.
 */
final class ChannelCore extends ChannelState {

    final ChannelQueue queue;
    // Not for handlers without a context, which cannot ask, and not for concurrent ones, where "before" means nothing.
    final boolean countsMissed;
    final MissedEvents missed;
    // Null for other policies than BLOCK.
    final @Nullable WaitQueue waiting;
    private final BusSubscription subscription;
    private final boolean keyed;
    // What remained in the queue when it was closed has been reported.
    volatile boolean remainingReported;
    private volatile TrackedEvents tracked = TrackedEvents.NONE;
    // Null until the channel is bypassed for the first time.
    private volatile @Nullable Bypass bypass;

    /**
     * The core of a channel without events.
     *
     * @param keyed whether events wait by their keys
     * @param severalConsumers whether several threads may take events at once
     */
    ChannelCore(BusSubscription subscription, boolean keyed, boolean severalConsumers) {
        SubscriptionSpec spec = subscription.spec();
        this.subscription = subscription;
        this.keyed = keyed;
        this.countsMissed = spec.takesContext() && !spec.isConcurrent();
        this.missed = countsMissed ? MissedEvents.Counted.make() : MissedEvents.NONE;
        this.waiting = spec.overflow() == Overflow.BLOCK ? new WaitQueue() : null;
        this.queue = newQueue(spec, severalConsumers);
    }

    private ChannelQueue newQueue(SubscriptionSpec spec, boolean severalConsumers) {
        int capacity = spec.handler().capacity();
        if (keyed) {
            BinaryOperator<Object> successor = countsMissed ? MissedEvents::successor : (old, newer) -> newer;
            return KeyedQueue.make(capacity, spec.overflow() == Overflow.CONFLATE, successor, this::conflated);
        }
        boolean displaces = spec.overflow() == Overflow.DROP_OLDEST;
        if (countsMissed && displaces) {
            return OrderedTicketQueue.make(capacity, MissedEvents::carriedBy);
        }
        return displaces || severalConsumers ? TicketQueue.make(capacity) : new RingQueue(capacity);
    }

    /** Whether events wait by their keys, in a {@link KeyedQueue}. */
    boolean isKeyed() {
        return keyed;
    }

    // ---- Tracked events

    /** The tracked events that wait here. */
    TrackedEvents tracked() {
        return tracked;
    }

    /** The tracked events that wait here, to which one is to be added. */
    TrackedEvents startTracking() {
        if (tracked == TrackedEvents.NONE) {
            synchronized (this) {
                if (tracked == TrackedEvents.NONE) {
                    tracked = new TrackedEvents(subscription.id(), subscription.name());
                }
            }
        }
        return tracked;
    }

    /** A newer event of the same key has replaced an entry. */
    private void conflated(Object entry) {
        tracked.ended(entry, Outcome.CONFLATED, null);
    }

    // ---- Bypassing

    /** The bypass of this channel, to which an owner or a counter is to be added. */
    synchronized Bypass startBypass() {
        Bypass known = bypass;
        if (known == null) {
            known = new Bypass(subscription.id());
            bypass = known;
        }
        return known;
    }

    /** How many events it dropped while it was bypassed. */
    long droppedWhileBypassed() {
        Bypass known = bypass;
        return known == null ? 0 : known.dropped();
    }

    /** What is dropped from now on leads to another report. */
    void onReportTaken() {
        Bypass known = bypass;
        if (known != null) {
            known.onReportTaken();
        }
    }

    // ---- The consumer side

    /** Ends the bypass of this channel, if there is one. */
    void reinstate() {
        Bypass known = bypass;
        if (known != null && known.isActive()) {
            known.reinstate();
        }
    }

    /**
     * An entry was taken: wakes a publisher once half of the channel is free, so that it comes back for more than one
     * slot.
     */
    void onSlotFreed() {
        reinstate();
        WaitQueue publishers = waiting;
        if (publishers != null && !publishers.isEmpty() && queue.depth() <= queue.capacity() / 2) {
            publishers.wakeFirst();
        }
    }
}

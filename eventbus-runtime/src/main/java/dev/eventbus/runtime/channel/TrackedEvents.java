package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.PublishReport.Outcome;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EventTracker;
import dev.eventbus.runtime.subscription.BusSubscription;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The events of one channel whose publishers want to know what becomes of them, while they wait: whoever removes one from
 * here tells its tracker.
 */
public final class TrackedEvents {

    private final BusSubscription subscription;
    private final Set<Envelope> waiting = ConcurrentHashMap.newKeySet();

    TrackedEvents(BusSubscription subscription) {
        this.subscription = subscription;
    }

    /** Before an event is put into the queue. */
    void add(Envelope envelope) {
        EventTracker.of(envelope).begin();
        waiting.add(envelope);
    }

    /** The queue has not accepted it. */
    void withdraw(Envelope envelope) {
        boolean removed;
        synchronized (envelope) {
            removed = waiting.remove(envelope);
        }
        if (removed) {
            EventTracker.of(envelope).finished();
        } else {
            // The end of the subscription came between, and told that it was left behind, which it never was.
            EventTracker.of(envelope).takeBack(subscription.id());
        }
    }

    /** A drain took it: from now on it is in progress. */
    void taken(Envelope envelope) {
        waiting.remove(envelope);
    }

    /** It left the queue, or never came in, and is lost. */
    void ended(Object item, Outcome outcome, @Nullable DropReason reason) {
        Envelope envelope = EventTracker.trackedEnvelope(item);
        if (envelope != null) {
            boolean removed;
            // Removed and told in one step, so that a publisher that does not find it can take back what was told.
            synchronized (envelope) {
                removed = waiting.remove(envelope);
                if (removed) {
                    EventTracker.of(envelope).told(subscription.id(), subscription.name(), outcome, reason, null);
                }
            }
            if (removed) {
                EventTracker.of(envelope).finished();
            }
        }
    }

    /** All that is here was left behind. */
    void discardAll(DropReason reason) {
        waiting.forEach(envelope -> ended(envelope, Outcome.DISCARDED, reason));
    }
}

package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.PublishReport.Outcome;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EventTracker;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tracked events that wait in one channel. Whichever thread removes one from here records its outcome with its
 * tracker.
 */
final class TrackedEvents {

    /** For a channel in which no event was ever tracked; none is added to it. */
    static final TrackedEvents NONE = new TrackedEvents(0, "none");

    private final long subscriptionId;
    private final String subscriptionName;
    private final Set<Envelope> waiting = ConcurrentHashMap.newKeySet();

    TrackedEvents(long subscriptionId, String subscriptionName) {
        this.subscriptionId = subscriptionId;
        this.subscriptionName = subscriptionName;
    }

    /** Adds an event, before it is put into the queue. */
    void add(Envelope envelope) {
        EventTracker.of(envelope).begin();
        waiting.add(envelope);
    }

    /** The queue has not accepted an event. */
    void withdraw(Envelope envelope) {
        boolean removed;
        synchronized (envelope) {
            removed = waiting.remove(envelope);
        }
        if (removed) {
            EventTracker.of(envelope).finished();
        } else {
            // The end of the subscription came between, and recorded the event as discarded, though it never was in the
            // queue.
            EventTracker.of(envelope).withdraw(subscriptionId);
        }
    }

    /** A consumer took an event, which is in progress from now on. */
    void taken(Envelope envelope) {
        waiting.remove(envelope);
    }

    /** An entry left the queue without being consumed. */
    void ended(Object entry, Outcome outcome, @Nullable DropReason reason) {
        Envelope envelope = Envelope.trackedIn(entry);
        if (envelope != null) {
            boolean removed;
            // Removed and recorded in one step, so that a publisher that does not find it can withdraw what was
            // recorded.
            synchronized (envelope) {
                removed = waiting.remove(envelope);
                if (removed) {
                    EventTracker.of(envelope).record(subscriptionId, subscriptionName, outcome, reason, null);
                }
            }
            if (removed) {
                EventTracker.of(envelope).finished();
            }
        }
    }

    /** Discards all that wait. */
    void discardAll(DropReason reason) {
        waiting.forEach(envelope -> ended(envelope, Outcome.DISCARDED, reason));
    }
}

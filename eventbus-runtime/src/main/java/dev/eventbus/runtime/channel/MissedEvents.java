package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.Gap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows how many events a subscription dropped between one delivered event and the next, for handlers that take a context
 * and so can ask.
 *
 * <p>An event that was refused came after all that waited then, so the number travels with the next one that is accepted,
 * as a {@link Gap}. An event that was displaced came before all that wait: it shows as a gap in the tickets of the queue,
 * and what it carried itself is added to the next delivered event. Sums are exact; while publishers race, a drop may be
 * told with a neighbouring event.
 */
final class MissedEvents {

    // Refused since the last accepted event.
    private final AtomicLong pending = new AtomicLong();

    // What displaced events had been carrying.
    private final AtomicLong carried = new AtomicLong();

    // The consumer's.
    private long previousTicket = -1;

    // ---- Publishing threads

    /** An event was lost before it came into the queue. */
    void refused() {
        pending.incrementAndGet();
    }

    /** What to queue for an event: itself, or with the number that was refused before it. */
    Object stamped(Envelope envelope) {
        long before = pending.get() > 0 ? pending.getAndSet(0) : 0;
        return before > 0 ? new Gap(envelope, before) : envelope;
    }

    /** An item was not accepted: the number it carried is for the next one. */
    void takeBack(Object item) {
        if (item instanceof Gap gap) {
            pending.addAndGet(gap.missed());
        }
    }

    /** An item was displaced by a newer one. */
    void displaced(Object item) {
        if (item instanceof Gap gap) {
            carried.addAndGet(gap.missed());
        }
    }

    // ---- The consumer

    /** How many were missed before an item that is being delivered. */
    long before(Object item, long ticket) {
        // Tickets between the previous event's and this one's went to displaced events and holes.
        long missed = ticket - previousTicket - 1 + carried.getAndSet(0);
        previousTicket = ticket;
        return item instanceof Gap gap ? missed + gap.missed() : missed;
    }

    /** The envelope in an item. */
    static Envelope envelope(Object item) {
        return item instanceof Gap gap ? gap.envelope() : (Envelope) item;
    }
}

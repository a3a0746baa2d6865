package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EventWithMissed;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows how many events a subscription dropped between one delivered event and the next, for handlers that take a context
 * and so can ask.
 *
 * <p>An event that was refused came after all that waited then, so the number travels with the next one that is
 * accepted, as a {@link EventWithMissed}. An event that was displaced came before all that wait: the queue counts it, with the
 * number it carried itself, until the next one is taken. What is conflated is no loss; the event that takes its place
 * takes over the number. With one publisher each number is exact; while publishers race, a refused event may be told
 * with a neighbouring event, and sums are exact.
 */
final class MissedEvents {

    // Refused since the last accepted event.
    private final AtomicLong pending = new AtomicLong();

    // ---- Publishing threads

    /** An event was lost before it came into the queue. */
    void refused() {
        pending.incrementAndGet();
    }

    /** What to queue for an event: itself, or with the number that was refused before it. */
    Object stamped(Envelope envelope) {
        long before = pending.get() > 0 ? pending.getAndSet(0) : 0;
        return before > 0 ? new EventWithMissed(envelope, before) : envelope;
    }

    /** An item was not accepted: the number it carried is for the next one. */
    void takeBack(Object item) {
        if (item instanceof EventWithMissed gap) {
            pending.addAndGet(gap.missed());
        }
    }

    /** How many refused events an item carries. */
    static long carriedBy(Object item) {
        return item instanceof EventWithMissed gap ? gap.missed() : 0;
    }

    /** What takes the place of an item that a newer one replaces: that, with what both carry. */
    static Object successor(Object replaced, Object newer) {
        long missed = carriedBy(replaced);
        return missed == 0 ? newer : new EventWithMissed(envelope(newer), missed + carriedBy(newer));
    }

    // ---- The consumer

    /**
     * How many were missed before an item that is being delivered.
     *
     * @param displaced how many the queue says were displaced before it
     */
    static long before(Object item, long displaced) {
        return displaced + carriedBy(item);
    }

    /** The envelope in an item. */
    static Envelope envelope(Object item) {
        return item instanceof EventWithMissed gap ? gap.envelope() : (Envelope) item;
    }
}

package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EventWithMissed;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows how many events a subscription dropped between one delivered event and the next, for handlers that take a
 * context and so can ask.
 *
 * <p>A refused event came after all that waited then. So the number travels with the next accepted event, as an
 * {@link EventWithMissed}. A displaced event came before all that wait: the queue counts it, with the number that it
 * carried itself, until the next one is taken. A conflated event is no loss; the event that replaces it takes over
 * its number. With one publisher each number is exact. While publishers race, a refused event may be reported with a
 * neighbouring event, and sums are exact.
 */
abstract sealed class MissedEvents {

    /** For handlers that do not ask: counts nothing, and entries are the items themselves. */
    static final MissedEvents NONE = new Uncounted();

    private MissedEvents() {}

    // ---- Publishing threads

    /** An event was lost before it entered the queue. */
    abstract void addOne();

    /** The entry for an item: the item, or one that carries the number of events that were refused before it. */
    abstract Object entryFor(Object item);

    /** The queue has not accepted an entry: the number that it carries is for the next one. */
    abstract void withdraw(Object entry);

    /** The event or envelope in an entry. */
    abstract Object itemOf(Object entry);

    /** How many refused events an entry carries. */
    static long carriedBy(Object entry) {
        return entry instanceof EventWithMissed carrier ? carrier.missed() : 0;
    }

    /** What replaces an entry when a newer one of its key comes: the newer one, with the numbers of both. */
    static Object successor(Object replaced, Object newer) {
        long missed = carriedBy(replaced);
        return missed == 0 ? newer : new EventWithMissed(envelope(newer), missed + carriedBy(newer));
    }

    // ---- The consumer

    /**
     * How many events were missed before an entry that is being delivered.
     *
     * @param displaced how many were displaced before it, as the queue counts them
     */
    static long before(Object entry, long displaced) {
        return displaced + carriedBy(entry);
    }

    /** The envelope in an entry of a channel that counts missed events. */
    static Envelope envelope(Object entry) {
        return entry instanceof EventWithMissed carrier ? carrier.envelope() : (Envelope) entry;
    }

    /** Counts them. */
    static final class Counted extends MissedEvents {

        // Refused since the last accepted event.
        private final AtomicLong pending = new AtomicLong();

        static MissedEvents make() { // ADR 12
            return new Counted();
        }

        @Override
        void addOne() {
            pending.incrementAndGet();
        }

        @Override
        Object entryFor(Object item) {
            long before = pending.get() > 0 ? pending.getAndSet(0) : 0;
            return before > 0 ? new EventWithMissed((Envelope) item, before) : item;
        }

        @Override
        void withdraw(Object entry) {
            long carried = carriedBy(entry);
            if (carried > 0) {
                pending.addAndGet(carried);
            }
        }

        @Override
        Object itemOf(Object entry) {
            return envelope(entry);
        }
    }

    private static final class Uncounted extends MissedEvents {

        @Override
        void addOne() {}

        @Override
        Object entryFor(Object item) {
            return item;
        }

        @Override
        void withdraw(Object entry) {}

        @Override
        Object itemOf(Object entry) {
            return entry;
        }
    }
}

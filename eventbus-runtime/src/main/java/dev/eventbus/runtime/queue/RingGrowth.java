package dev.eventbus.runtime.queue;

import org.jspecify.annotations.Nullable;

/**
 * Where the ring of a {@link RingQueue} goes on, in the last element of the ring before.
 *
 * <p>A ring is an array with a power of two of slots, and one element more for the link to the next ring.
 */
final class RingGrowth {

    /** The first ticket whose slot is in the new ring. */
    final long firstTicket;

    final @Nullable Object[] slots;

    RingGrowth(long firstTicket, @Nullable Object[] slots) {
        this.firstTicket = firstTicket;
        this.slots = slots;
    }

    /** How many slots a ring has. */
    static int size(@Nullable Object[] ring) {
        return ring.length - 1;
    }

    /** The slot of a ticket, in the ring that it is in. */
    static int slotOf(long ticket, @Nullable Object[] ring) {
        return (int) ticket & (ring.length - 2);
    }

    /** The ring that the slot of a claimed ticket is in, found from one that is not behind it. */
    static @Nullable Object[] ringOf(long ticket, @Nullable Object[] first) {
        @Nullable Object[] ring = first;
        while (RingQueueFields.slotAcquire(ring, size(ring)) instanceof RingGrowth growth
                && growth.firstTicket <= ticket) {
            ring = growth.slots;
        }
        return ring;
    }
}

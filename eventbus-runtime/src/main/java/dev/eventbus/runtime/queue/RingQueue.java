package dev.eventbus.runtime.queue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue of a channel that one thread at a time takes from: a ring that grows as more entries wait, exact
 * for every capacity from 1, with ends that can be closed.
 *
 * <p>Two counters do the work. A producer <em>claims</em> the next ticket, which it may while
 * {@code claimed - taken < capacity}, and stores its entry in the slot of that ticket. The consumer takes the entry
 * of the next ticket out of its slot and raises {@code taken}. Both counters only grow, and what waits is always
 * their difference. The sign bit of each closes its end: after {@link #close()} no claim and no take succeeds, both
 * counters stand still, and their difference is what was left behind.
 *
 * <p>The ring begins with one slot. The producer that finds it full, below the capacity, closes it to the others for
 * as long as it takes to make a larger one, whose first ticket is its own; the old ring then holds a link to the new
 * one, where the consumer goes on when it comes to that ticket. Without memory for that, the queue is full.
 *
 * <p>Threading: any number of producers, one consumer at a time. Cost: a compare-and-set for each offer and take, no
 * allocation but for growing. Memory: at most about twice as many slots as entries have waited at once. The idea of a
 * linked, growing ring is that of JCTools' {@code MpscGrowableArrayQueue}; exact capacities, closing, and one array
 * instead of two counters beside it are ours.
 */
@SuppressWarnings("UnusedVariable") // padding is there to be unused
public final class RingQueue extends RingQueueFields {

    /** In {@code claimed} and {@code taken}: this end is closed. */
    private static final long CLOSED = Long.MIN_VALUE;
    /** In {@code claimed}: a producer is making a larger ring; others wait. */
    private static final long GROWING = 1;
    /** What one claim adds to {@code claimed}, whose lowest bit is {@link #GROWING}. */
    private static final long CLAIM = 2;

    private static final int FIRST_GROWTH = 16;

    /**
     * How deep the queue may become without a producer's looking at `taken` to record it. The consumer records these:
     * it looks at the producers' counter anyway when little waits.
     */
    private static final int SMALL_DEPTH = 32;

    /** What a queue that was closed refers to instead of its entries; nothing is ever stored in it. */
    private static final @Nullable Object[] NO_SLOTS = new Object[2];

    // What comes behind it in memory is not on the cache line of the consumer's counter. What that is changes with each
    // run of a garbage collector that moves objects.
    private long p00;
    private long p01;
    private long p02;
    private long p03;
    private long p04;

    /**
     * An empty queue.
     *
     * @param capacity from 1 to 2^30
     */
    public RingQueue(int capacity) {
        super(capacity);
    }

    // ---- Producers

    /**
     * {@inheritDoc}
     *
     * <p>After ACCEPTED, a thread that reads {@link #isEmpty()} later sees that it is not empty: the claim is a full
     * fence, so a caller that then checks for an idle consumer cannot miss one.
     */
    @Override
    public EnqueueResult offer(Object entry, @Nullable Object key) {
        for (int spins = 0; ; spins++) {
            long seen = claimed;
            if ((seen & (CLOSED | GROWING)) != 0) {
                if (seen < 0) {
                    return EnqueueResult.CLOSED;
                }
                Backoff.pause(spins);
                continue;
            }
            // The ring is read after the counter: had it been replaced before the compare-and-set below, the
            // counter would have moved too, because who replaces it takes the first ticket of the new one.
            @Nullable Object[] ring = slots;
            long ticket = seen >> 1;
            // The limit is a bound from an earlier look at `taken`; as that only grows, a stale limit is too low,
            // never too high. So producers of a queue with room do not touch the consumer's cache line. Acquired,
            // so that the slot's emptying, which came before that look, comes before our storing.
            if (ticket >= limitAcquire()) {
                long takenBefore = count(taken);
                long depth = ticket - takenBefore;
                if (depth >= capacity) {
                    return EnqueueResult.FULL;
                }
                raiseHighestDepth(depth + 1);
                if (depth >= RingGrowth.size(ring)) {
                    EnqueueResult result = grow(entry, seen, ring);
                    if (result != null) {
                        return result;
                    }
                    continue;
                }
                long unrecorded = Math.max(highestDepth, SMALL_DEPTH);
                setLimitRelease(takenBefore + Math.min(unrecorded, Math.min(capacity, RingGrowth.size(ring))));
            }
            int slot = RingGrowth.slotOf(ticket, ring);
            if (casClaimed(seen, seen + CLAIM)) {
                try {
                    setSlotRelease(ring, slot, entry);
                } catch (Throwable noStack) {
                    // The consumer waits for this entry, and the stack has no room for one more call. So what
                    // needs none: a volatile write as the fence, and a plain one.
                    fence = true;
                    ring[slot] = entry;
                }
                return EnqueueResult.ACCEPTED;
            }
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Cost: a compare-and-set for all that find room at once.
     */
    @Override
    public int offerAll(Object[] entries, int from, int to) {
        int next = from;
        while (next < to) {
            int claimedNow = claimAndStore(entries, next, to);
            if (claimedNow == 0) {
                // Growing, refreshing the limit, waiting for one who grows, and refusing are what offer does.
                if (offer(entries[next], null) != EnqueueResult.ACCEPTED) {
                    break;
                }
                claimedNow = 1;
            }
            next += claimedNow;
        }
        return next - from;
    }

    /**
     * Claims tickets below the limit and stores entries; returns how many, which is 0 if that needs more than a claim.
     */
    private int claimAndStore(Object[] entries, int from, int to) {
        long seen = claimed;
        @Nullable Object[] ring = slots;
        long ticket = seen >> 1;
        int count = (int) Math.min(to - from, limitAcquire() - ticket);
        if ((seen & (CLOSED | GROWING)) != 0 || count <= 0 || !casClaimed(seen, seen + count * CLAIM)) {
            return 0;
        }
        int stored = 0;
        try {
            for (; stored < count; stored++) {
                setSlotRelease(ring, RingGrowth.slotOf(ticket + stored, ring), entries[from + stored]);
            }
        } catch (Throwable noStack) {
            // As in offer.
            fence = true;
            for (; stored < count; stored++) {
                ring[(int) (ticket + stored) & (ring.length - 2)] = entries[from + stored];
            }
        }
        return count;
    }

    /**
     * Keeps the depth if it is the highest. Producers come here before a depth is exceeded that is known to have been
     * reached, because the limit is set so; below {@link #SMALL_DEPTH} the consumer does it instead.
     */
    private void raiseHighestDepth(long depth) {
        for (long highest = highestDepth; depth > highest; highest = highestDepth) {
            if (casHighestDepth(highest, depth)) {
                return;
            }
        }
    }

    /**
     * Puts an entry into a ring twice as large that replaces a full one.
     *
     * @return null if another producer came first
     */
    private @Nullable EnqueueResult grow(Object entry, long seen, @Nullable Object[] ring) {
        long ticket = seen >> 1;
        if (!casClaimed(seen, seen | GROWING)) {
            return null;
        }
        @Nullable Object[] larger;
        int slot;
        try {
            int needed = Integer.highestOneBit(capacity - 1) << 1; // the next power of two; 0 for a capacity of 1
            int size = Math.min(Math.max(FIRST_GROWTH, 2 * RingGrowth.size(ring)), needed);
            larger = new Object[size + 1];
            slot = RingGrowth.slotOf(ticket, larger);
            RingGrowth growth = new RingGrowth(ticket, larger);
            setSlotRelease(ring, RingGrowth.size(ring), growth);
            slots = larger;
        } catch (Throwable exhausted) { // no memory for a larger ring, or no stack
            // The call that succeeded above, so that there is stack for it here too.
            for (long now = claimed; !casClaimed(now, now & ~GROWING); now = claimed) {}
            return EnqueueResult.FULL;
        }
        // Fails only if the queue was closed meanwhile; then the entry was never in it.
        if (!casClaimed(seen | GROWING, seen + CLAIM)) {
            return EnqueueResult.CLOSED;
        }
        // Not before the claim: a consumer that has emptied the old ring follows the link, and would take what is not
        // claimed and, if the queue is closed now, never will be.
        try {
            setSlotRelease(larger, slot, entry);
        } catch (Throwable noStack) {
            // As in offer.
            fence = true;
            larger[slot] = entry;
        }
        return EnqueueResult.ACCEPTED;
    }

    // ---- The consumer

    /**
     * {@inheritDoc}
     *
     * <p>Looks at the slot and not at the producers' counter, whose cache line it would take from them. So a claimed
     * ticket whose entry is about to be stored looks like none; {@link #hasNothingToTake} knows better.
     */
    @Override
    public @Nullable Object take() {
        long ticket = taken;
        while (ticket >= 0) {
            @Nullable Object[] ring = consumerSlots;
            int slot = RingGrowth.slotOf(ticket, ring);
            Object entry = slotAcquire(ring, slot);
            if (entry == null) {
                if (!followsGrowth(ticket, ring)) {
                    return null;
                }
                continue;
            }
            if (highestDepth < SMALL_DEPTH) {
                raiseHighestDepth(claims() - ticket);
            }
            // Emptied before the ticket is passed on: after that the slot is a producer's.
            ring[slot] = null;
            if (casTaken(ticket, ticket + 1)) {
                return entry;
            }
            // Only closing comes between. What was left behind stays where it was.
            setSlotRelease(ring, slot, entry);
            ticket = taken;
        }
        return null;
    }

    /** Goes on to the next ring, if the slot of a ticket is there. */
    private boolean followsGrowth(long ticket, @Nullable Object[] ring) {
        Object link = slotAcquire(ring, RingGrowth.size(ring));
        if (link instanceof RingGrowth growth && growth.firstTicket <= ticket) {
            consumerSlots = growth.slots;
            return true;
        }
        return false;
    }

    @Override
    public boolean looksEmpty() {
        long ticket = taken;
        @Nullable Object[] ring = consumerSlots;
        return ticket < 0
                || (slotAcquire(ring, RingGrowth.slotOf(ticket, ring)) == null && !followsGrowth(ticket, ring));
    }

    // ---- Anybody

    @Override
    public void closeToProducers() {
        orClaimed(CLOSED);
    }

    @Override
    public long close() {
        orClaimed(CLOSED);
        // From here on only the consumer can change what waits, so what was left is known exactly when its end is
        // closed.
        long finalTaken = orTaken(CLOSED);
        if (finalTaken < 0) {
            return 0;
        }
        long left = claims() - finalTaken;
        if (left == 0) {
            clear();
        }
        raiseHighestDepth(left);
        return left;
    }

    /** A producer with a claim, and the consumer, have the ring in their hands. */
    private void clear() {
        slots = NO_SLOTS;
        consumerSlots = NO_SLOTS;
    }

    @Override
    public List<Object> drainRemaining(int max) {
        long end = claims();
        long ticket = Math.max(count(taken), end - max);
        // A ring whose first ticket is none of these yet, however stale: the consumer goes on to a ring only with a
        // ticket that is in it, and has not come beyond `taken`.
        @Nullable Object[] ring = consumerSlots;
        clear();
        List<Object> left = new ArrayList<>((int) (end - ticket));
        for (; ticket < end; ticket++) {
            ring = RingGrowth.ringOf(ticket, ring);
            int slot = RingGrowth.slotOf(ticket, ring);
            Object entry = slotAcquire(ring, slot);
            for (int spins = 0; entry == null; spins++) {
                Backoff.pause(spins);
                entry = slotAcquire(ring, slot);
            }
            left.add(entry);
        }
        return left;
    }

    @Override
    public boolean isEmpty() {
        // `taken` first: if the claims are no more when they are read later, no entry waited at that moment.
        long lower = count(taken);
        return claims() == lower;
    }

    @Override
    public long depth() {
        long before;
        long depth;
        do {
            before = taken;
            depth = claims() - count(before);
        } while (before != taken);
        return depth;
    }

    @Override
    public long accepted() {
        return claims();
    }

    @Override
    public long arrivals() {
        return claims();
    }

    @Override
    public long consumed() {
        return count(taken);
    }

    @Override
    public boolean isClosed() {
        return taken < 0;
    }

    @Override
    public long highestDepth() {
        return Math.max(highestDepth, isClosed() ? 0 : depth());
    }

    @Override
    public int capacity() {
        return capacity;
    }

    private long claims() {
        return count(claimed) >> 1;
    }

    private static long count(long counter) {
        return counter & Long.MAX_VALUE;
    }
}

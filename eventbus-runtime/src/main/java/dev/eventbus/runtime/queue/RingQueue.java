package dev.eventbus.runtime.queue;

import dev.eventbus.runtime.execution.Backoff;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue of a channel that one thread at a time takes from: a ring that grows as more items wait, exact for every
 * capacity from 1, with ends that can be shut.
 *
 * <p>Two counters do the work. A producer <em>claims</em> the next ticket, which it may while {@code claimed - taken <
 * capacity}, and stores its item in the slot of that ticket. The consumer takes the item of the next ticket out of its slot and
 * raises {@code taken}. Both counters only grow, and what waits is always their difference. The sign bit of each shuts its end:
 * after {@link #shut()} no claim and no take succeeds, both counters stand still, and their difference is what was left behind.
 *
 * <p>The ring begins with one slot. The producer that finds it full, below the capacity, closes it to the others for as long as
 * it takes to make a larger one, whose first ticket is its own; the old ring then holds a link to the new one, where the
 * consumer goes on when it comes to that ticket. Without memory for that, the queue is full.
 *
 * <p>Threading: any number of producers, one consumer at a time. Cost: a compare-and-set for each offer and take, no allocation
 * but for growing. Memory: at most about twice as many slots as items have waited at once. The idea of a linked, growing ring
 * is that of JCTools' {@code MpscGrowableArrayQueue}; exact capacities, shutting, and one array instead of two counters beside
 * it are ours.
 */
@SuppressWarnings("UnusedVariable") // padding is there to be unused
public final class RingQueue extends RingQueueTaken {

    /** In {@code claimed} and {@code taken}: this end is shut. */
    private static final long SHUT = Long.MIN_VALUE;
    /** In {@code claimed}: a producer is making a larger ring; others wait. */
    private static final long GROWING = 1;
    /** What one claim adds to {@code claimed}, whose lowest bit is {@link #GROWING}. */
    private static final long CLAIM = 2;

    private static final int FIRST_GROWTH = 16;

    /**
     * How deep the queue may become without a producer's looking at `taken` to record it. The consumer records these: it looks at
     * the producers' counter anyway when little waits.
     */
    private static final int SMALL_DEPTH = 32;

    /** What a queue that was shut refers to instead of its items; nothing is ever stored in it. */
    private static final @Nullable Object[] NO_SLOTS = new Object[2];

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final VarHandle CLAIMED;
    private static final VarHandle LIMIT;
    private static final VarHandle TAKEN;
    private static final VarHandle HIGHEST_DEPTH;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CLAIMED = lookup.findVarHandle(RingQueueClaimed.class, "claimed", long.class);
            LIMIT = lookup.findVarHandle(RingQueueClaimed.class, "limit", long.class);
            TAKEN = lookup.findVarHandle(RingQueueTaken.class, "taken", long.class);
            HIGHEST_DEPTH = lookup.findVarHandle(RingQueueTaken.class, "highestDepth", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // What comes behind it in memory is not on the cache line of the consumer's counter. What that is changes with each
    // run of a garbage collector that moves objects; without these, three channels lost a third after most of them.
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

    /** Where the ring goes on, in the last element of the one before. */
    private static final class Growth {

        /** The first ticket whose slot is in the new ring. */
        final long firstTicket;

        final @Nullable Object[] slots;

        Growth(long firstTicket, @Nullable Object[] slots) {
            this.firstTicket = firstTicket;
            this.slots = slots;
        }
    }

    // A ring is an array of a power of two of slots, and one element more for the link to the next ring.

    private static int size(@Nullable Object[] slots) {
        return slots.length - 1;
    }

    private static int slotOf(long ticket, @Nullable Object[] slots) {
        return (int) ticket & (slots.length - 2);
    }

    // ---- Producers

    /**
     * {@inheritDoc}
     *
     * <p>After ACCEPTED, whoever reads {@link #isEmpty()} later sees that it is not empty: the claim is a full fence, so a
     * caller that then reads whether the consumer is idle cannot miss it.
     */
    @Override
    public Offer offer(Object item, @Nullable Object key) {
        for (int spins = 0; ; spins++) {
            long seen = claimed;
            if ((seen & (SHUT | GROWING)) != 0) {
                if (seen < 0) {
                    return Offer.SHUT;
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
            if (ticket >= (long) LIMIT.getAcquire(this)) {
                long takenBefore = count(taken);
                long depth = ticket - takenBefore;
                if (depth >= capacity) {
                    return Offer.FULL;
                }
                raiseHighestDepth(depth + 1);
                if (depth >= size(ring)) {
                    Offer result = grow(item, seen, ring);
                    if (result != null) {
                        return result;
                    }
                    continue;
                }
                long unrecorded = Math.max(highestDepth, SMALL_DEPTH);
                LIMIT.setRelease(this, takenBefore + Math.min(unrecorded, Math.min(capacity, size(ring))));
            }
            int slot = slotOf(ticket, ring);
            if (CLAIMED.compareAndSet(this, seen, seen + CLAIM)) {
                try {
                    SLOT.setRelease(ring, slot, item);
                } catch (Throwable noStack) {
                    // The consumer waits for this item, and the stack has no room for one more call. So what
                    // needs none: a volatile write as the fence, and a plain one.
                    fence = true;
                    ring[slot] = item;
                }
                return Offer.ACCEPTED;
            }
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Cost: a compare-and-set for all that find room at once.
     */
    @Override
    public int offerAll(Object[] items, int from, int to) {
        int next = from;
        while (next < to) {
            int claimedNow = claimAndStore(items, next, to);
            if (claimedNow == 0) {
                // Growing, refreshing the limit, waiting for one who grows, and refusing are what offer does.
                if (offer(items[next], null) != Offer.ACCEPTED) {
                    break;
                }
                claimedNow = 1;
            }
            next += claimedNow;
        }
        return next - from;
    }

    /** Claims tickets below the limit and stores items; gives how many, which is 0 if that needs more than a claim. */
    private int claimAndStore(Object[] items, int from, int to) {
        long seen = claimed;
        @Nullable Object[] ring = slots;
        long ticket = seen >> 1;
        int count = (int) Math.min(to - from, (long) LIMIT.getAcquire(this) - ticket);
        if ((seen & (SHUT | GROWING)) != 0 || count <= 0 || !CLAIMED.compareAndSet(this, seen, seen + count * CLAIM)) {
            return 0;
        }
        int stored = 0;
        try {
            for (; stored < count; stored++) {
                SLOT.setRelease(ring, slotOf(ticket + stored, ring), items[from + stored]);
            }
        } catch (Throwable noStack) {
            // As in offer.
            fence = true;
            for (; stored < count; stored++) {
                ring[(int) (ticket + stored) & (ring.length - 2)] = items[from + stored];
            }
        }
        return count;
    }

    /**
     * Keeps the depth if it is the highest. Producers come here before a depth is exceeded that is known to have been reached,
     * because the limit is set so; below {@link #SMALL_DEPTH} the consumer does it instead.
     */
    private void raiseHighestDepth(long depth) {
        for (long highest = highestDepth; depth > highest; highest = highestDepth) {
            if (HIGHEST_DEPTH.compareAndSet(this, highest, depth)) {
                return;
            }
        }
    }

    /**
     * Puts an item into a ring twice as large that replaces a full one.
     *
     * @return null if another producer came first
     */
    private @Nullable Offer grow(Object item, long seen, @Nullable Object[] ring) {
        long ticket = seen >> 1;
        if (!CLAIMED.compareAndSet(this, seen, seen | GROWING)) {
            return null;
        }
        @Nullable Object[] larger;
        int slot;
        try {
            int needed = Integer.highestOneBit(capacity - 1) << 1; // the next power of two; 0 for a capacity of 1
            int size = Math.min(Math.max(FIRST_GROWTH, 2 * size(ring)), needed);
            larger = new Object[size + 1];
            slot = slotOf(ticket, larger);
            Growth growth = new Growth(ticket, larger);
            SLOT.setRelease(ring, size(ring), growth);
            slots = larger;
        } catch (Throwable exhausted) { // no memory for a larger ring, or no stack
            // The call that succeeded above, so that there is stack for it here too.
            for (long now = claimed; !CLAIMED.compareAndSet(this, now, now & ~GROWING); now = claimed) {}
            return Offer.FULL;
        }
        // Fails only if the queue was shut meanwhile; then the item was never in it.
        if (!CLAIMED.compareAndSet(this, seen | GROWING, seen + CLAIM)) {
            return Offer.SHUT;
        }
        // Not before the claim: a consumer that has emptied the old ring follows the link, and would take what is not
        // claimed and, if the queue is shut now, never will be.
        try {
            SLOT.setRelease(larger, slot, item);
        } catch (Throwable noStack) {
            // As in offer.
            fence = true;
            larger[slot] = item;
        }
        return Offer.ACCEPTED;
    }

    // ---- The consumer

    /**
     * {@inheritDoc}
     *
     * <p>Looks at the slot and not at the producers' counter, whose cache line it would take from them. So a claimed ticket whose
     * item is about to be stored looks like none; {@link #hasNothingToTake} knows better.
     */
    @Override
    public @Nullable Object take() {
        long ticket = taken;
        while (ticket >= 0) {
            @Nullable Object[] ring = consumerSlots;
            int slot = slotOf(ticket, ring);
            Object item = SLOT.getAcquire(ring, slot);
            if (item == null) {
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
            if (TAKEN.compareAndSet(this, ticket, ticket + 1)) {
                return item;
            }
            // Only shutting comes between. What was left behind stays where it was.
            SLOT.setRelease(ring, slot, item);
            ticket = taken;
        }
        return null;
    }

    /** Goes on to the next ring, if the slot of a ticket is there. */
    private boolean followsGrowth(long ticket, @Nullable Object[] ring) {
        Object link = SLOT.getAcquire(ring, size(ring));
        if (link instanceof Growth growth && growth.firstTicket <= ticket) {
            consumerSlots = growth.slots;
            return true;
        }
        return false;
    }

    @Override
    public boolean looksEmpty() {
        long ticket = taken;
        @Nullable Object[] ring = consumerSlots;
        return ticket < 0 || (SLOT.getAcquire(ring, slotOf(ticket, ring)) == null && !followsGrowth(ticket, ring));
    }

    // ---- Anybody

    @Override
    public void shutToProducers() {
        CLAIMED.getAndBitwiseOr(this, SHUT);
    }

    @Override
    public long shut() {
        CLAIMED.getAndBitwiseOr(this, SHUT);
        // From here on only the consumer can change what waits, so what was left is known exactly when its end is shut.
        long finalTaken = (long) TAKEN.getAndBitwiseOr(this, SHUT);
        if (finalTaken < 0) {
            return 0;
        }
        long left = claims() - finalTaken;
        if (left == 0) {
            letGo();
        }
        raiseHighestDepth(left);
        return left;
    }

    /** A producer with a claim, and the consumer, have the ring in their hands. */
    private void letGo() {
        slots = NO_SLOTS;
        consumerSlots = NO_SLOTS;
    }

    @Override
    public List<Object> leftBehind(int most) {
        long end = claims();
        long ticket = Math.max(count(taken), end - most);
        // A ring whose first ticket is none of these yet, however stale: the consumer goes on to a ring only with a
        // ticket that is in it, and has not come beyond `taken`.
        @Nullable Object[] ring = consumerSlots;
        letGo();
        List<Object> left = new ArrayList<>((int) (end - ticket));
        for (; ticket < end; ticket++) {
            ring = ringOf(ticket, ring);
            int slot = slotOf(ticket, ring);
            Object item = SLOT.getAcquire(ring, slot);
            for (int spins = 0; item == null; spins++) {
                Backoff.pause(spins);
                item = SLOT.getAcquire(ring, slot);
            }
            left.add(item);
        }
        return left;
    }

    /** The ring that the slot of a claimed ticket is in, from one that is not behind it. */
    private static @Nullable Object[] ringOf(long ticket, @Nullable Object[] first) {
        @Nullable Object[] ring = first;
        while (SLOT.getAcquire(ring, size(ring)) instanceof Growth growth && growth.firstTicket <= ticket) {
            ring = growth.slots;
        }
        return ring;
    }

    @Override
    public boolean isEmpty() {
        // `taken` first: if the claims are no more when they are read later, no item waited at that moment.
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
    public long handedOver() {
        return count(taken);
    }

    @Override
    public boolean isShut() {
        return taken < 0;
    }

    @Override
    public long highestDepth() {
        return Math.max(highestDepth, isShut() ? 0 : depth());
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

package dev.eventbus.runtime.queue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue of a channel that several threads take from: drains of a concurrent handler, and producers that
 * displace the oldest entry. Exact for every capacity from 1, with ends that can be closed.
 *
 * <p>Two counters do the work, and the JDK's linked queue only keeps the entries: array queues for several consumers
 * allocate their capacity up front. A producer <em>claims</em> the next place, which it may while
 * {@code claimed - taken < capacity}, and then adds its entry. A consumer takes a <em>ticket</em>, which it may while
 * {@code taken < claimed}, and then removes one entry. Both counters only grow, so the depth is always
 * {@code claimed - taken}, and neither end counts anything else.
 *
 * <p>The sign bit of each counter closes its end: after {@link #close()} no claim and no ticket succeeds, both counters
 * stand still, and their final difference is the number of entries left behind. That makes ending a channel exact
 * without waiting for anyone: a producer or consumer that already has its claim or ticket finishes on its own.
 *
 * <p>Threading: any number of producers and consumers. Cost: a compare-and-set for each claim and ticket, and the
 * cost of the linked queue; a node of 24 bytes for each entry.
 */
public sealed class TicketQueue extends TicketQueueTaken permits OrderedTicketQueue {

    private static final long CLOSED = Long.MIN_VALUE;

    private static final VarHandle CLAIMED;
    private static final VarHandle TAKEN;
    private static final VarHandle LIMIT;
    private static final VarHandle FAILED_SLOTS;
    private static final VarHandle FAILED_OFFERS;
    private static final VarHandle UNDELIVERED;
    private static final VarHandle HIGHEST_DEPTH;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CLAIMED = lookup.findVarHandle(TicketQueueClaimed.class, "claimed", long.class);
            LIMIT = lookup.findVarHandle(TicketQueueClaimed.class, "limit", long.class);
            TAKEN = lookup.findVarHandle(TicketQueueTaken.class, "taken", long.class);
            HIGHEST_DEPTH = lookup.findVarHandle(TicketQueueTaken.class, "highestDepth", long.class);
            FAILED_SLOTS = lookup.findVarHandle(TicketQueue.class, "failedSlots", int.class);
            FAILED_OFFERS = lookup.findVarHandle(TicketQueue.class, "failedOffers", int.class);
            UNDELIVERED = lookup.findVarHandle(TicketQueue.class, "undeliveredTickets", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Claims whose producer failed to add its entry (no memory to grow): those that a consumer with a ticket has still
    // to skip, and all so far.
    private volatile int failedSlots;
    private volatile int failedOffers;

    // Tickets that led to no delivery: those of displacing producers, and those that a consumer spent on a failed slot.
    private volatile long undeliveredTickets;

    /** An empty queue. */
    public static ChannelQueue make(int capacity) { // ADR 12
        return new TicketQueue(capacity);
    }

    /**
     * An empty queue.
     *
     * @param capacity from 1 to 2^30
     */
    public TicketQueue(int capacity) {
        super(capacity);
    }

    /**
     * {@inheritDoc}
     *
     * <p>After ACCEPTED, a thread that reads {@link #isEmpty()} later sees that it is not empty: the claim is a full
     * fence, so a caller that then checks for an idle consumer cannot miss one.
     */
    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // in the last resort of this method
    public EnqueueResult offer(Object entry, @Nullable Object key) {
        Queue<Object> target = storage;
        long claim;
        do {
            claim = claimed;
            if (claim < 0) {
                return EnqueueResult.CLOSED;
            }
            // The limit is a bound from an earlier look at `taken`; as that only grows, a stale limit is too low, never
            // too high. So producers of a queue with room do not touch the consumer's cache line.
            if (claim >= limitOpaque()) {
                long fresh = count(taken) + capacity;
                if (claim >= fresh) {
                    return EnqueueResult.FULL;
                }
                setLimitOpaque(fresh);
            }
        } while (!casClaimed(claim, claim + 1));
        try {
            target.add(entry);
        } catch (Throwable exhausted) { // no memory to grow, or no stack
            try {
                addFailedOffer();
                addFailedSlot();
            } catch (Throwable noStack) {
                // Consumers would spin forever otherwise. A plain increment needs no stack frame; it is not atomic, but
                // two threads racing here is far less likely than that hang.
                failedOffers = failedOffers + 1;
                failedSlots = failedSlots + 1;
            }
            return EnqueueResult.FAILED;
        }
        return EnqueueResult.ACCEPTED;
    }

    @Override
    public @Nullable Object take() {
        Queue<Object> source = storage;
        long ticket;
        long depth;
        do {
            ticket = taken;
            if (ticket < 0) {
                return null;
            }
            depth = count(claimed) - ticket;
            if (depth == 0) {
                return null;
            }
        } while (!casTaken(ticket, ticket + 1));
        // The compare-and-set proves that `taken` had not moved when `claimed` was read, so this was the true depth.
        // The
        // depth shrinks only when a ticket is taken, so its maximum is a depth that was recorded here, or the current
        // one, which highestDepth() includes.
        raiseHighestDepth(depth);
        Object entry = remove(source);
        if (entry == FAILED_SLOT) {
            addUndelivered();
        }
        return entry;
    }

    @Override
    public @Nullable Object displace() {
        Queue<Object> source = storage;
        long ticket = taken;
        if (ticket < 0 || count(claimed) - ticket < capacity) {
            return null;
        }
        if (!casTaken(ticket, ticket + 1)) {
            return null;
        }
        addUndelivered();
        return remove(source);
    }

    private void raiseHighestDepth(long depth) {
        for (long highest = highestDepth; depth > highest; highest = highestDepth) {
            if (casHighestDepth(highest, depth)) {
                return;
            }
        }
    }

    /** Removes the entry that a ticket stands for, waiting for its producer between the claim and the adding. */
    private Object remove(Queue<Object> source) {
        for (int spins = 0; ; spins++) {
            Object entry = source.poll();
            if (entry != null) {
                return entry;
            }
            int pending = failedSlots;
            if (pending > 0 && casFailedSlots(pending, pending - 1)) {
                return FAILED_SLOT;
            }
            Backoff.pause(spins);
        }
    }

    @Override
    public void closeToProducers() {
        orClaimed(CLOSED);
    }

    @Override
    public long close() {
        long finalClaimed = orClaimed(CLOSED);
        // Between the two only tickets can change, so what was left is known exactly when the second is closed.
        long finalTaken = orTaken(CLOSED);
        if (finalTaken < 0) {
            return 0;
        }
        long left = count(finalClaimed) - finalTaken;
        if (left == 0) {
            storage = new ConcurrentLinkedQueue<>();
        }
        return left;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Removes entries as a consumer with a ticket for each of them would. Consumers that already have tickets still
     * get one entry each, but not necessarily the one that they would have got otherwise.
     */
    @Override
    public List<Object> drainRemaining(int max) {
        Queue<Object> source = storage;
        storage = new ConcurrentLinkedQueue<>();
        long count = depth();
        List<Object> left = new ArrayList<>((int) Math.min(count, max));
        // If none is wanted, a consumer that still has a ticket finds its entry in the storage that is dropped here.
        for (long number = max == 0 ? count : 0; number < count; number++) {
            Object entry = remove(source);
            if (entry != FAILED_SLOT && number >= count - max) {
                left.add(entry);
            }
        }
        return left;
    }

    @Override
    public boolean isEmpty() {
        // `taken` first: if `claimed` is no larger when it is read later, no entry waited at that moment.
        long lower = count(taken);
        return count(claimed) == lower;
    }

    @Override
    public long depth() {
        long before;
        long depth;
        do {
            before = taken;
            depth = count(claimed) - count(before);
        } while (before != taken);
        return depth;
    }

    @Override
    public long accepted() {
        return count(claimed) - failedOffers;
    }

    @Override
    public long consumed() {
        long undelivered = undeliveredTickets;
        return count(taken) - undelivered;
    }

    @Override
    public long arrivals() {
        return count(claimed);
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

    private static long count(long counter) {
        return counter & Long.MAX_VALUE;
    }

    // ---- Accessors, named after their memory modes. A counter that is used as a field has volatile semantics.

    private boolean casClaimed(long expected, long next) {
        return CLAIMED.compareAndSet(this, expected, next);
    }

    /** Sets bits, with a full fence; returns what was there before. */
    private long orClaimed(long bits) {
        return (long) CLAIMED.getAndBitwiseOr(this, bits);
    }

    private long limitOpaque() {
        return (long) LIMIT.getOpaque(this);
    }

    private void setLimitOpaque(long next) {
        LIMIT.setOpaque(this, next);
    }

    private boolean casTaken(long expected, long next) {
        return TAKEN.compareAndSet(this, expected, next);
    }

    /** Sets bits, with a full fence; returns what was there before. */
    private long orTaken(long bits) {
        return (long) TAKEN.getAndBitwiseOr(this, bits);
    }

    private boolean casHighestDepth(long expected, long next) {
        return HIGHEST_DEPTH.compareAndSet(this, expected, next);
    }

    private boolean casFailedSlots(int expected, int next) {
        return FAILED_SLOTS.compareAndSet(this, expected, next);
    }

    private void addFailedSlot() {
        FAILED_SLOTS.getAndAdd(this, 1);
    }

    private void addFailedOffer() {
        FAILED_OFFERS.getAndAdd(this, 1);
    }

    private void addUndelivered() {
        UNDELIVERED.getAndAdd(this, 1L);
    }
}

/** The producers' side, on cache lines apart from the consumer's. */
abstract class TicketQueueClaimed extends DisplacingQueue {

    final int capacity;

    // Replaced by an empty one when the queue is closed, to let go of what was left behind. Read before a claim or
    // ticket, never after: a thread that has one still works with the storage that its entry is in.
    Queue<Object> storage = new ConcurrentLinkedQueue<>();

    volatile long claimed;
    long limit;

    TicketQueueClaimed(int capacity) {
        this.capacity = capacity;
        this.limit = capacity;
    }
}

/** Keeps the two sides two cache lines of 64 bytes apart: the prefetcher loads adjacent lines. */
@SuppressWarnings("UnusedVariable") // padding is there to be unused
abstract class TicketQueuePadding extends TicketQueueClaimed {

    private long p00;
    private long p01;
    private long p02;
    private long p03;
    private long p04;
    private long p05;
    private long p06;
    private long p07;
    private long p08;
    private long p09;
    private long p10;
    private long p11;
    private long p12;
    private long p13;

    TicketQueuePadding(int capacity) {
        super(capacity);
    }
}

/** The consumer's side. */
abstract class TicketQueueTaken extends TicketQueuePadding {

    volatile long taken;
    volatile long highestDepth;

    TicketQueueTaken(int capacity) {
        super(capacity);
    }
}

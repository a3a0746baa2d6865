package dev.eventbus.runtime.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of one channel wait: bounded exactly, for every capacity from 1, with ends that can be shut.
 *
 * <p>Threading: any number of producers; how many consumers at once is up to the implementation. Memory: an item's adding
 * happens-before its removal. A producer that reads something after {@link #offer} has returned ACCEPTED, and a consumer that
 * writes that before it asks {@link #hasNothingToTake}, cannot both miss each other.
 */
public abstract class ChannelQueue {

    /** What {@link #take()} gives for a place whose producer could not add its item. */
    public static final Object HOLE = new Object();

    /** The outcome of {@link #offer}. */
    public enum Offer {
        /** The item is in the queue. */
        ACCEPTED,
        /** The item is in the queue, in the place of one with the same key. */
        REPLACED,
        /** As many items wait as the capacity allows. */
        FULL,
        /** There was no memory for the item: its place is taken and will come out as {@link #HOLE}. */
        FAILED,
        /** The queue has been shut. */
        SHUT
    }

    ChannelQueue() {}

    /**
     * Adds an item if there is room.
     *
     * @param key what the item has in common with others, for queues that ask
     */
    public abstract Offer offer(Object item, @Nullable Object key);

    /**
     * Adds as many items as there is room for, in their order.
     *
     * @return how many were ACCEPTED; the next one was not
     */
    public int offerAll(Object[] items, int from, int to) {
        int next = from;
        while (next < to && offer(items[next], null) == Offer.ACCEPTED) {
            next++;
        }
        return next - from;
    }

    /**
     * Takes the next item, for a consumer.
     *
     * @return the item; {@link #HOLE}; or null if none is to be seen, which is less than {@link #hasNothingToTake}, or the queue has
     *     been shut
     */
    public abstract @Nullable Object take();

    /** Shuts the producers' end for good: no offer succeeds any more, and what waits can still be taken. */
    public abstract void shutToProducers();

    /**
     * Shuts both ends for good. Does nothing the second time.
     *
     * @return how many items were left behind; 0 if it was shut already
     */
    public abstract long shut();

    /**
     * Hands out what was left behind, and lets go of it; for the caller to whom {@link #shut()} has given a number above 0, once. Waits
     * for producers that have claimed and not stored, and for a consumer that puts back what it could not take: some instructions.
     *
     * @param most how many at most; the last of them
     * @return items in the order in which they would have been taken, without holes
     */
    public abstract List<Object> leftBehind(int most);

    /** Whether {@link #shut()} was called. */
    public abstract boolean isShut();

    /** Whether a consumer would get nothing now. What is about to be stored or added counts as being there. */
    public boolean hasNothingToTake() {
        return isEmpty();
    }

    /**
     * Whether a consumer that takes now would probably get nothing; for the consumer, which looks again and again.
     */
    public boolean looksEmpty() {
        return hasNothingToTake();
    }

    /** Whether nothing waits. */
    public abstract boolean isEmpty();

    /** How many items wait: a true value of some moment during the call. After {@link #shut()}: how many were left behind. */
    public abstract long depth();

    /** How many items were ever accepted. */
    public abstract long accepted();

    /** How many items were replaced by one with the same key. */
    public long replaced() {
        return 0;
    }

    /** How many items consumers ever took; for a moment more, while a producer displaces one. */
    public abstract long handedOver();

    /** Rises with every item that is accepted, and never falls. */
    public abstract long arrivals();

    /**
     * How many losses lie between the item that {@link #take()} gave last and the one before it, because producers
     * displaced what was there; for one consumer at a time, and for queues that {@linkplain OrderedTicketQueue know}.
     */
    public long displacedBefore() {
        return 0;
    }

    /** The most items that have waited at once. Off by the operations under way. */
    public abstract long highestDepth();

    /** How many items may wait. */
    public abstract int capacity();
}

package dev.eventbus.runtime.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of one channel wait: bounded exactly, for every capacity from 1, with ends that can be closed.
 *
 * <p>Threading: any number of producers; how many consumers at once is up to the implementation. Memory: an entry's
 * adding happens-before its removal. A producer that reads something after {@link #offer} has returned ACCEPTED, and
 * a consumer that writes that before it asks {@link #hasNothingToTake}, cannot both miss each other.
 */
public abstract class ChannelQueue {

    /** What {@link #take()} returns for a slot whose producer could not add its entry. */
    public static final Object FAILED_SLOT = new Object();

    ChannelQueue() {}

    /**
     * Adds an entry if there is room.
     *
     * @param key what the entry has in common with others, for queues that ask
     */
    public abstract EnqueueResult offer(Object entry, @Nullable Object key);

    /**
     * Adds as many entries as there is room for, in their order.
     *
     * @return how many were ACCEPTED; the next one was not
     */
    public int offerAll(Object[] entries, int from, int to) {
        int next = from;
        while (next < to && offer(entries[next], null) == EnqueueResult.ACCEPTED) {
            next++;
        }
        return next - from;
    }

    /**
     * Takes the next entry, for a consumer.
     *
     * @return the entry; {@link #FAILED_SLOT}; or null if none is visible, which is less than
     *     {@link #hasNothingToTake}, or the queue is closed
     */
    public abstract @Nullable Object take();

    /** Closes the producers' end for good: no offer succeeds any more, and what waits can still be taken. */
    public abstract void closeToProducers();

    /**
     * Closes both ends for good. Does nothing the second time.
     *
     * @return how many entries remained; 0 if it was closed already
     */
    public abstract long close();

    /**
     * Removes and returns the entries that remained, for the caller whose {@link #close()} returned a number above 0,
     * once. Waits for producers that have claimed and not stored, and for a consumer that puts back what it could not
     * take: some instructions.
     *
     * @param max how many at most; the last of them
     * @return entries in the order in which they would have been taken, without failed slots
     */
    public abstract List<Object> drainRemaining(int max);

    /** Whether {@link #close()} was called. */
    public abstract boolean isClosed();

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

    /**
     * How many entries wait: a true value of some moment during the call. After {@link #close()}: how many remained.
     */
    public abstract long depth();

    /** How many entries were ever accepted. */
    public abstract long accepted();

    /** How many entries were replaced by one with the same key. */
    public long replaced() {
        return 0;
    }

    /** How many entries consumers ever took; for a moment more, while a producer displaces one. */
    public abstract long consumed();

    /** Rises with every entry that is accepted, and never falls. */
    public abstract long arrivals();

    /**
     * How many losses lie between the entry that {@link #take()} returned last and the one before it, because producers
     * displaced what was there; for one consumer at a time, and for queues that {@linkplain OrderedTicketQueue know}.
     */
    public long displacedBefore() {
        return 0;
    }

    /** The most entries that have waited at once. Off by the operations under way. */
    public abstract long highestDepth();

    /** How many entries may wait. */
    public abstract int capacity();
}

package dev.eventbus.runtime.queue;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TicketQueue} for one consumer that knows exactly what was displaced between two entries that it takes.
 *
 * <p>A ticket alone does not show that: between a consumer's ticket and its removing, a producer with the next ticket
 * may remove the entry that the consumer was about to get. So ticket and removing are one step here, under a lock, for
 * all who take; those who add take no lock.
 *
 * <p>Threading: as a ticket queue, with one consumer at a time. A producer that displaces may wait for another one, or
 * for the consumer, that lost its processor inside the lock. Cost: one lock for each entry that is taken or displaced.
 */
public final class OrderedTicketQueue extends TicketQueue {

    private final ToLongFunction<Object> lossesBefore;

    private final ReentrantLock taking = new ReentrantLock();
    // Guarded by the lock: losses since the entry that was taken last.
    private long displaced;
    // The consumer's.
    private long displacedBefore;

    /** An empty queue. */
    public static ChannelQueue make(int capacity, ToLongFunction<Object> lossesBefore) { // ADR 12
        return new OrderedTicketQueue(capacity, lossesBefore);
    }

    /**
     * An empty queue.
     *
     * @param capacity from 1 to 2^30
     * @param lossesBefore how many losses an entry brings along, which are reported with the next one when it is
     *     displaced
     */
    public OrderedTicketQueue(int capacity, ToLongFunction<Object> lossesBefore) {
        super(capacity);
        this.lossesBefore = lossesBefore;
    }

    @Override
    public @Nullable Object take() {
        taking.lock();
        try {
            Object entry = super.take();
            if (entry != null && entry != FAILED_SLOT) {
                displacedBefore = displaced;
                displaced = 0;
            }
            return entry;
        } finally {
            taking.unlock();
        }
    }

    @Override
    public @Nullable Object displace() {
        taking.lock();
        try {
            Object entry = super.displace();
            // The publisher of a failed slot has counted it as refused.
            if (entry != null && entry != FAILED_SLOT) {
                displaced += 1 + lossesBefore.applyAsLong(entry);
            }
            return entry;
        } finally {
            taking.unlock();
        }
    }

    @Override
    public long displacedBefore() {
        return displacedBefore;
    }
}

package dev.eventbus.runtime.queue;

import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.unpadded.MpscGrowableVarHandleUnpaddedArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Storage that one thread at a time polls: an array that starts small and doubles as more items wait, so that memory
 * follows the highest depth and not the capacity. It does not allocate per item.
 */
final class SingleConsumerStorage implements EventStorage {

    private static final int INITIAL = 16;
    private static final int LARGEST = 1 << 30;

    private final MessagePassingQueue<Object> queue;

    /** Storage for up to {@code capacity} items, from 1 to 2^30. */
    SingleConsumerStorage(int capacity) {
        // The library rounds up to a power of two and wants room to grow at least once; exact bounds are TicketQueue's.
        int limit = Math.min(LARGEST, Math.max(INITIAL * 2, capacity));
        queue = new MpscGrowableVarHandleUnpaddedArrayQueue<>(INITIAL, limit);
    }

    @Override
    public void add(Object item) {
        if (!queue.offer(item)) {
            throw new IllegalStateException("more items than the capacity that was claimed");
        }
    }

    @Override
    public @Nullable Object poll() {
        return queue.poll();
    }
}

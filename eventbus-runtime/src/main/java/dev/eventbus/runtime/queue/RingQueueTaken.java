package dev.eventbus.runtime.queue;

import org.jspecify.annotations.Nullable;

/** What the consumer reads and writes. */
abstract class RingQueueTaken extends RingQueuePadding {

    volatile long taken;
    volatile long highestDepth;

    @Nullable
    Object[] consumerSlots;

    RingQueueTaken(int capacity) {
        super(capacity);
        this.consumerSlots = slots;
    }
}

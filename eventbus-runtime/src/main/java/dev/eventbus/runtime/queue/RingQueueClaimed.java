package dev.eventbus.runtime.queue;

import org.jspecify.annotations.Nullable;

/** What producers read and write. */
abstract class RingQueueClaimed extends RingQueueFront {

    final int capacity;
    volatile boolean fence;
    // Not volatile: written before and read after `claimed`, which is.
    @Nullable
    Object[] slots;

    long limit = 1;
    volatile long claimed;

    RingQueueClaimed(int capacity) {
        this.capacity = capacity;
        this.slots = new Object[2];
    }
}

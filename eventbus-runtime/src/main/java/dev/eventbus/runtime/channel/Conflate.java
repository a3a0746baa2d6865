package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.queue.EnqueueResult;
import org.jspecify.annotations.Nullable;

/**
 * An event replaces the one of its key that waits, full or not. A full channel drops an event of a key of which none
 * waits.
 */
final class Conflate extends OverflowRule {

    private final PendingRemovals removals = new PendingRemovals();

    private Conflate() {}

    static OverflowRule rule() { // ADR 12
        return new Conflate();
    }

    @Override
    boolean isPlain() {
        return false;
    }

    /** {@inheritDoc} The queue replaces the older event, and records that in the core's listener. */
    @Override
    EnqueueResult enqueue(ChannelQueue queue, Object entry, @Nullable Object key) {
        removals.begin();
        try {
            return queue.offer(entry, key);
        } finally {
            removals.end();
        }
    }

    @Override
    void awaitRemovals() {
        removals.await();
    }
}

package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.queue.EnqueueResult;
import dev.eventbus.runtime.subscription.OfferResult;
import org.jspecify.annotations.Nullable;

/**
 * An event replaces the one of its key that waits, full or not. A full channel drops an event of a key of which none
 * waits.
 */
final class Conflate extends OverflowRule {

    private final ChannelQueue queue;
    private final LossRecorder losses;
    private final PendingRemovals removals = new PendingRemovals();

    Conflate(ChannelQueue queue, LossRecorder losses) {
        this.queue = queue;
        this.losses = losses;
    }

    @Override
    boolean isPlain() {
        return false;
    }

    /** {@inheritDoc} The queue replaces the older event, and records that in the core's listener. */
    @Override
    EnqueueResult enqueue(Object entry, @Nullable Object key) {
        removals.begin();
        try {
            return queue.offer(entry, key);
        } finally {
            removals.end();
        }
    }

    @Override
    OfferResult onFull(Object item) {
        return losses.drop(item, DropReason.OVERFLOW);
    }

    @Override
    void awaitRemovals() {
        removals.await();
    }
}

package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.queue.EnqueueResult;
import dev.eventbus.runtime.subscription.OfferResult;
import org.jspecify.annotations.Nullable;

/** A full channel drops the event that is offered. */
final class DropNewest extends OverflowRule {

    private final ChannelQueue queue;
    private final LossRecorder losses;

    DropNewest(ChannelQueue queue, LossRecorder losses) {
        this.queue = queue;
        this.losses = losses;
    }

    @Override
    boolean isPlain() {
        return true;
    }

    @Override
    EnqueueResult enqueue(Object entry, @Nullable Object key) {
        return queue.offer(entry, key);
    }

    @Override
    OfferResult onFull(Object item) {
        return losses.drop(item, DropReason.OVERFLOW);
    }
}

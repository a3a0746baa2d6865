package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.PublishReport.Outcome;
import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.queue.DisplacingQueue;
import dev.eventbus.runtime.queue.EnqueueResult;
import dev.eventbus.runtime.queue.KeyedQueue;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.OfferResult;
import org.jspecify.annotations.Nullable;

/** A full channel drops the event that has waited longest. */
final class DropOldest extends OverflowRule {

    private final BusSubscription subscription;
    private final ChannelCore core;
    private final DisplacingQueue queue;
    private final LossRecorder losses;
    private final PendingRemovals removals = new PendingRemovals();

    DropOldest(BusSubscription subscription, ChannelCore core, LossRecorder losses) {
        this.subscription = subscription;
        this.core = core;
        this.queue = (DisplacingQueue) core.queue;
        this.losses = losses;
    }

    @Override
    boolean isPlain() {
        return false;
    }

    @Override
    EnqueueResult enqueue(Object entry, @Nullable Object key) {
        removals.begin();
        try {
            EnqueueResult result = queue.offer(entry, key);
            while (result == EnqueueResult.FULL) {
                displaceOldest();
                result = queue.offer(entry, key);
            }
            return result;
        } finally {
            removals.end();
        }
    }

    private void displaceOldest() {
        Object displaced = queue.displace();
        if (displaced != null) {
            if (displaced != ChannelQueue.FAILED_SLOT) {
                recordDisplaced(core.isKeyed() ? KeyedQueue.itemOf(displaced) : displaced);
            }
            subscription.countLost(DropReason.OVERFLOW, 1);
        }
    }

    private void recordDisplaced(Object entry) {
        core.tracked().ended(entry, Outcome.DROPPED, DropReason.OVERFLOW);
        subscription.lostBeforeHandler(core.missed.itemOf(entry), DropReason.OVERFLOW, null);
    }

    /** {@inheritDoc} Not reached by an offer, which makes room. */
    @Override
    OfferResult onFull(Object item) {
        return losses.drop(item, DropReason.OVERFLOW);
    }

    @Override
    void awaitRemovals() {
        removals.await();
    }
}

package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.PublishReport.Outcome;
import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.queue.DisplacingQueue;
import dev.eventbus.runtime.queue.EnqueueResult;
import dev.eventbus.runtime.queue.KeyedQueue;
import dev.eventbus.runtime.subscription.BusSubscription;
import org.jspecify.annotations.Nullable;

/** A full channel drops the event that has waited longest. */
final class DropOldest extends OverflowRule {

    private final BusSubscription subscription;
    private final ChannelCore core;
    private final DisplacingQueue displacing;
    private final PendingRemovals removals = new PendingRemovals();

    static OverflowRule rule(BusSubscription subscription, ChannelCore core) { // ADR 12
        return new DropOldest(subscription, core);
    }

    private DropOldest(BusSubscription subscription, ChannelCore core) {
        this.subscription = subscription;
        this.core = core;
        this.displacing = (DisplacingQueue) core.queue;
    }

    @Override
    boolean isPlain() {
        return false;
    }

    @Override
    EnqueueResult enqueue(ChannelQueue queue, Object entry, @Nullable Object key) {
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
        Object displaced = displacing.displace();
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

    @Override
    void awaitRemovals() {
        removals.await();
    }
}

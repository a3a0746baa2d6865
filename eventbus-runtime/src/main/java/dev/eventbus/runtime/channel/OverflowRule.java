package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.runtime.execution.Parker;
import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.queue.EnqueueResult;
import dev.eventbus.runtime.subscription.OfferResult;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an event that finds the channel full: one class for each constant of {@link dev.eventbus.Overflow}.
 */
public abstract sealed class OverflowRule permits DropNewest, DropOldest, Conflate, Block {

    OverflowRule() {}

    /** Whether {@link #enqueue} does nothing but offer to the queue. */
    abstract boolean isPlain();

    /** Puts an entry into the queue of its channel; may remove another one for it. */
    EnqueueResult enqueue(ChannelQueue queue, Object entry, @Nullable Object key) {
        return queue.offer(entry, key);
    }

    /**
     * The queue is full.
     *
     * @param losses of the channel
     * @return DROPPED, and counted; or FULL if the publisher has to wait for room
     */
    OfferResult onFull(LossRecorder losses, Object item) {
        return losses.drop(item, DropReason.OVERFLOW);
    }

    // ---- Publishers that wait for room; only BLOCK has any

    /** How long a publisher may wait for room, in nanoseconds; {@link Long#MAX_VALUE} for no limit. */
    public long blockNanos() {
        return 0;
    }

    /**
     * A publisher has found no room and begins to wait. Until it {@linkplain #settle settles}, the event is neither
     * accepted nor lost, and the subscription is not idle.
     */
    public void beginWaiting() {}

    /** What became of the event for which {@link #beginWaiting} was called has been counted. */
    public void settle() {}

    /** Registers a publisher to be woken when there is room. It has to try once more before it sleeps. */
    public void enter(Parker publisher) {}

    /** The publisher no longer waits to be woken. */
    public void leave(Parker publisher) {}

    /** Whether a publisher waits, or has waited and not yet settled. */
    boolean isWaitedFor() {
        return false;
    }

    /** Wakes all publishers that wait, after the queue was closed. */
    void wakeAll() {}

    // ---- Publishers that remove events; only DROP_OLDEST and CONFLATE have any

    /** Waits until what became of each removed event has been recorded, after the queue was closed. */
    void awaitRemovals() {}
}

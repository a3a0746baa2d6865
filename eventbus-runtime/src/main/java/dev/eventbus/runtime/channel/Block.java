package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.Parker;
import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.queue.EnqueueResult;
import dev.eventbus.runtime.subscription.OfferResult;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A full channel makes publishers wait for room. */
final class Block extends OverflowRule {

    private final ChannelQueue queue;
    private final WaitQueue waiting;
    private final long blockNanos;
    private final SettleListener listener;

    /**
     * Makes publishers wait.
     *
     * @param blockMillis how long at most; below 0 for no limit
     */
    Block(ChannelQueue queue, WaitQueue waiting, long blockMillis, SettleListener listener) {
        this.queue = queue;
        this.waiting = waiting;
        this.blockNanos = blockMillis < 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(blockMillis);
        this.listener = listener;
    }

    @Override
    public long blockNanos() {
        return blockNanos;
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
        return OfferResult.FULL;
    }

    @Override
    public void beginWaiting() {
        waiting.begin();
    }

    @Override
    public void settle() {
        if (waiting.settle()) {
            listener.onPublishersSettled();
        }
    }

    @Override
    boolean isWaitedFor() {
        return waiting.isWaitedFor();
    }

    @Override
    public void enter(Parker publisher) {
        waiting.enter(publisher);
    }

    @Override
    public void leave(Parker publisher) {
        waiting.leave(publisher);
    }

    @Override
    void wakeAll() {
        waiting.wakeAll();
    }
}

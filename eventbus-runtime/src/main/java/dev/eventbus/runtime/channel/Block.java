package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.execution.Parker;
import dev.eventbus.runtime.subscription.OfferResult;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A full channel makes publishers wait for room. */
final class Block extends OverflowRule {

    private final WaitQueue waiting;
    private final long blockNanos;
    private final SettleListener listener;

    /**
     * Makes publishers wait.
     *
     * @param blockMillis how long at most; below 0 for no limit
     */
    static OverflowRule rule(ChannelCore core, long blockMillis, SettleListener listener) { // ADR 12
        return new Block(Objects.requireNonNull(core.waiting), blockMillis, listener);
    }

    private Block(WaitQueue waiting, long blockMillis, SettleListener listener) {
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
    OfferResult onFull(LossRecorder losses, Object item) {
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

package dev.eventbus.runtime.routing;

import dev.eventbus.runtime.channel.ChannelIntake;
import dev.eventbus.runtime.channel.SharedDropCounter;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.direct.PackedResult;
import dev.eventbus.runtime.subscription.EveryNth;
import dev.eventbus.runtime.subscription.OfferResult;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Which channels of a route are active, and which are bypassed because they have stayed full. Active channels are
 * offered each event; bypassed ones drop it without being offered it, and one counter stands for them all.
 *
 * <p>Immutable but for what is counted. Replaced whenever a channel comes to stay full, or has taken an event again.
 */
final class ChannelSetSnapshot {

    /**
     * After this many drops a thread checks for channels that stay full; one that is full at two checks is bypassed.
     */
    private static final int DROPS_BETWEEN_CHECKS = 512;

    private final ChannelIntake[] active;
    private final ChannelIntake[] bypassed;
    // Null if none is bypassed.
    private final @Nullable SharedDropCounter bypassDrops;

    // Created with the first event that an active channel drops, perhaps by several publishers at once: what one of
    // them
    // has counted is lost then, which only delays the next check.
    private @Nullable EveryNth drops;

    // What the active channels had consumed at their last check, plus 1. Guarded by the lock of ChannelSet.
    private final long[] consumed;

    ChannelSetSnapshot(ChannelIntake[] active, ChannelIntake[] bypassed) {
        this.active = active;
        this.bypassed = bypassed;
        this.consumed = new long[active.length];
        this.bypassDrops = bypassed.length > 0 ? new SharedDropCounter() : null;
    }

    ChannelIntake[] active() {
        return active;
    }

    ChannelIntake[] bypassed() {
        return bypassed;
    }

    /** Counts the events that bypassed channels drop; null if none is bypassed. */
    @Nullable
    SharedDropCounter bypassDrops() {
        return bypassDrops;
    }

    /**
     * Counts an event as dropped by every bypassed channel.
     *
     * @return the outcome as {@link PackedResult} packs it
     */
    long dropAtBypassed(SharedDropCounter drops, Object item, Object event) {
        if (Envelope.trackedIn(item) != null) {
            // Its publisher wants a record of each.
            long outcome = 0;
            for (ChannelIntake channel : bypassed) {
                OfferResult offered = channel.offer(item, event);
                // Dropped like any other event of a bypassed channel, whether or not another channel has accepted it.
                outcome += PackedResult.of(offered == OfferResult.LATE ? channel.dropEnded(item) : offered);
            }
            return outcome;
        }
        try {
            drops.add();
            if (!drops.isReportPending()) {
                drops.setReportPending();
                for (ChannelIntake channel : bypassed) {
                    channel.subscription().requestReport();
                }
            }
        } finally {
            // This snapshot is reachable until the drop is counted: the count of one that is not reachable is final.
            Reference.reachabilityFence(this);
        }
        return PackedResult.of(0, bypassed.length);
    }

    /** Notes that an active channel has dropped an event; returns whether it is time to check for full ones. */
    boolean isCheckDue() {
        EveryNth known = drops;
        if (known == null) {
            known = new EveryNth(DROPS_BETWEEN_CHECKS);
            drops = known;
        }
        return known.isNext();
    }

    /** Whether an active channel is full and has been since the last check; notes what it has consumed for the next. */
    boolean hasStayedFull(int number) {
        ChannelIntake channel = active[number];
        long before = consumed[number];
        long now = channel.consumed();
        // One more than was consumed, so that the first check finds no channel unchanged.
        consumed[number] = now + 1;
        return before == now + 1 && channel.isFull();
    }
}

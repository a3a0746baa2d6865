package dev.eventbus.runtime.routing;

import dev.eventbus.runtime.channel.ChannelIntake;
import dev.eventbus.runtime.channel.SharedDropCounter;
import dev.eventbus.runtime.delivery.EventTracker;
import dev.eventbus.runtime.direct.PackedResult;
import dev.eventbus.runtime.subscription.EveryNth;
import dev.eventbus.runtime.subscription.OfferResult;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Which channels of a route an event is offered to, and which are left out because they have stayed full: these drop it without being
 * asked, and one count stands for them all.
 *
 * <p>Immutable but for what is counted. Replaced whenever a channel comes to stay full, or has taken an event again.
 */
final class ChannelSetSnapshot {

    /** So many dropped events of a thread lead to a look for channels that stay full; one that is full at two looks is left out. */
    private static final int DROPS_BETWEEN_LOOKS = 512;

    private final ChannelIntake[] open;
    private final ChannelIntake[] leftOut;
    // Null if none is left out.
    private final @Nullable SharedDropCounter skipped;

    // Made with the first event that an open channel drops, perhaps by several publishers at once: what one of them has
    // counted is lost then, which only delays the next look.
    private @Nullable EveryNth drops;

    // What the open channels had handed over when they were last looked at. Guarded by the lock of RouteLanes.
    private final long[] handedOver;

    ChannelSetSnapshot(ChannelIntake[] open, ChannelIntake[] leftOut) {
        this.open = open;
        this.leftOut = leftOut;
        this.handedOver = new long[open.length];
        this.skipped = leftOut.length > 0 ? new SharedDropCounter(this) : null;
    }

    ChannelIntake[] open() {
        return open;
    }

    ChannelIntake[] leftOut() {
        return leftOut;
    }

    /** Where events are counted for the channels that are left out; null if there are none. */
    @Nullable
    SharedDropCounter skipped() {
        return skipped;
    }

    /**
     * Counts an event as dropped by every channel that is left out.
     *
     * @return the outcome as {@link PackedResult} packs it
     */
    long leaveOut(SharedDropCounter counts, Object item, Object event) {
        if (EventTracker.trackedEnvelope(item) != null) {
            // Its publisher wants to be told of each.
            long outcome = 0;
            for (ChannelIntake channel : leftOut) {
                OfferResult offered = channel.offer(item, event);
                // Dropped like any other that is left out, whoever else has accepted it.
                outcome += PackedResult.of(offered == OfferResult.LATE ? channel.dropEnded(item) : offered);
            }
            return outcome;
        }
        try {
            counts.add();
            if (!counts.isToBeReported()) {
                counts.requestReports(leftOut);
            }
        } finally {
            // These lanes are in use until the count is in: what was counted for lanes that nobody can reach is final.
            Reference.reachabilityFence(this);
        }
        return PackedResult.of(0, leftOut.length);
    }

    /** Notes that an open channel has dropped an event; tells whether it is time to look for full ones. */
    boolean isLookDue() {
        EveryNth known = drops;
        if (known == null) {
            known = new EveryNth(DROPS_BETWEEN_LOOKS);
            drops = known;
        }
        return known.isNext();
    }

    /** Whether an open channel is full, and has been since the last look; notes what it has handed over for the next. */
    boolean hasStayedFull(int number) {
        ChannelIntake channel = open[number];
        long before = handedOver[number];
        long now = channel.handedOver();
        // One more than was handed over, so that the first look finds no channel unchanged.
        handedOver[number] = now + 1;
        return before == now + 1 && channel.isFull();
    }
}

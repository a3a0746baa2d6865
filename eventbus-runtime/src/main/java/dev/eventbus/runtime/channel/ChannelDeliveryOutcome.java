package dev.eventbus.runtime.channel;

import dev.eventbus.PublishReport.Outcome;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EventTracker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/** How a {@link ChannelDelivery} counts and reports the outcome of what it has in hand. */
abstract class ChannelDeliveryOutcome extends ChannelDeliveryTaking {

    private static final VarHandle DELIVERED;
    private static final VarHandle FAILED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            DELIVERED = lookup.findVarHandle(ChannelDeliveryCounts.class, "delivered", long.class);
            FAILED = lookup.findVarHandle(ChannelDeliveryCounts.class, "failed", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    ChannelDeliveryOutcome(DrainSetup setup) {
        super(setup);
    }

    /**
     * Counts an outcome, notifies those who want to know, and has nothing in hand any more. All outcomes but plain
     * successes come through here; an outcome for each event of a batch would be counted here too.
     */
    final void settle(Outcome outcome) {
        InHand settled = inHand;
        int count = eventsInHand;
        if (outcome == Outcome.DELIVERED) {
            setDeliveredRelease(delivered + count);
        } else if (outcome == Outcome.FAILED) {
            reportFailed(settled);
            setFailedRelease(failed + count);
        } else {
            retries.conflate();
        }
        // At once: whatever breaks off from here on, it is not counted twice.
        eventsInHand = 0;
        try {
            if (outcome == Outcome.FAILED) {
                Throwable failure = Objects.requireNonNull(settled.failure());
                subscription.recordFailure(settled.isBatch() ? null : settled.item, failure);
            }
            notifyTrackers(settled, outcome);
        } finally {
            release();
        }
        if (outcome != Outcome.CONFLATED && subscription.spec().once()) {
            subscription.cancel();
        }
    }

    private void reportFailed(InHand settled) {
        Throwable failure = Objects.requireNonNull(settled.failure());
        for (int i = 0; i < settled.size(); i++) {
            subscription.failedInHandler(settled.item(i), failure, settled.attempt());
        }
    }

    private void notifyTrackers(InHand settled, Outcome outcome) {
        Throwable failure = outcome == Outcome.FAILED ? settled.failure() : null;
        for (Envelope envelope : settled.tracked()) {
            EventTracker.finish(envelope, subscription.id(), subscription.name(), outcome, failure);
        }
    }

    /** Nothing is in hand any more, and the next event of its key may come out. */
    private void release() {
        holdsItem = false;
        countOnly = plain;
        if (keyed == null) {
            inHand.clear();
        } else {
            Object entry = inHand.entry();
            inHand.clear();
            keyed.release(entry);
        }
    }

    /** What became of the events so far, read backwards along their way. */
    final DeliveryTotals totals() {
        return new DeliveryTotals(delivered, failed, retries.conflatedCount(), retries.retriedCount());
    }

    // ---- Accessors with their memory modes; all reads are volatile

    final void setDeliveredRelease(long count) {
        DELIVERED.setRelease(this, count);
    }

    private void setFailedRelease(long count) {
        FAILED.setRelease(this, count);
    }
}

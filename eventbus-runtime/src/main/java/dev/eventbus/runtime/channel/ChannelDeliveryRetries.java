package dev.eventbus.runtime.channel;

import dev.eventbus.PublishReport.Outcome;
import org.jspecify.annotations.Nullable;

/** How a {@link ChannelDelivery} waits for retries and for its breaker, with what it has in hand or without. */
abstract class ChannelDeliveryRetries extends ChannelDeliveryOutcome {

    ChannelDeliveryRetries(DrainSetup setup) {
        super(setup);
    }

    /** Whether the handler is called once more now with what is in hand. */
    final boolean beginsRetry() {
        if (!retries.isRetryDue()) {
            return false;
        }
        if (isSuperseded()) {
            settle(Outcome.CONFLATED);
            return false;
        }
        long wait = retries.acquireNanos();
        if (wait > 0 && state.mayDelay()) {
            retries.delay(wait);
            return false;
        }
        beginRetry();
        remaining--;
        return true;
    }

    private void beginRetry() {
        retries.beginRetry();
        inHand.beginRetry();
    }

    /** Whether a newer event of its key waits, in a channel that conflates. */
    private boolean isSuperseded() {
        return keyed != null && keyed.hasNewer(inHand.entry());
    }

    /** Takes the next parked event that is due, and that no newer event of its key replaces; whether there is one. */
    private boolean pollParked() {
        for (InHand due = parked.poll(); due != null; due = parked.poll()) {
            inHand = due;
            eventsInHand = 1;
            if (!isSuperseded()) {
                return true;
            }
            settle(Outcome.CONFLATED);
        }
        return false;
    }

    /**
     * Lets what is in hand wait for its next attempt.
     *
     * @return true if it does so beside the drain, which goes on with other keys; false if the drain waits with it
     */
    final boolean retryLater(long nanos) {
        if (!parked.canPark(queue.capacity())) {
            retries.retryAfter(nanos);
            return false;
        }
        park(nanos);
        return true;
    }

    /** Parks what is in hand. The key stays busy, and another drain may have it before this returns. */
    private void park(long nanos) {
        InHand waits = inHand;
        InHand empty = new InHand();
        parked.park(waits, nanos);
        eventsInHand = 0;
        holdsItem = false;
        inHand = empty;
    }

    /** The next item of a handler whose breaker has to be asked, or whose events may be parked. */
    final @Nullable Object takeOrRetry() {
        if (retries.needsNoPermission() && !parked.isActive()) {
            return take();
        }
        boolean retried = pollParked();
        if (!retried && (!state.isConsumable() || queue.hasNothingToTake())) {
            return null;
        }
        long wait = retries.acquireNanos();
        if (wait > 0 && state.mayDelay()) {
            retries.delay(wait);
            if (retried) {
                park(wait);
            }
            return null;
        }
        if (retried) {
            beginRetry();
            return inHand.item();
        }
        if (wait > 0) {
            // The bus closes, and the breaker is open: what waits is discarded, as what is paused.
            subscription.pause();
            return null;
        }
        Object item = take();
        if (item == null) {
            retries.release();
        }
        return item;
    }
}

package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.queue.Backoff;
import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.queue.KeyedQueue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** How a {@link ChannelDelivery} takes events out of the queue into its hand. */
abstract class ChannelDeliveryTaking extends ChannelDeliveryCounts {

    private static final VarHandle TAKING;

    static {
        try {
            TAKING = MethodHandles.lookup().findVarHandle(ChannelDeliveryCounts.class, "taking", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    InHand inHand = InHand.UNUSED;

    ChannelDeliveryTaking(DrainSetup setup) {
        super(setup);
    }

    /** The next event or its envelope; null if there is none. */
    final @Nullable Object take() {
        while (state.isConsumable()) {
            // Before there is room, so that no thread that sees the room finds the channel bypassed.
            core.reinstate();
            setTakingOpaque(true);
            Object item;
            try {
                Object taken = queue.take();
                if (taken == null) {
                    setTakingRelease(false);
                    return null;
                }
                item = taken == ChannelQueue.FAILED_SLOT ? taken : unwrap(taken);
            } catch (Throwable exhausted) {
                taking = false;
                throw exhausted;
            }
            setTakingRelease(false);
            core.onSlotFreed();
            if (item != ChannelQueue.FAILED_SLOT) {
                return item;
            }
            subscription.countLost(DropReason.OVERFLOW, 1);
        }
        return null;
    }

    /** Waits until no event is between the queue and the handler, after the queue was closed: some instructions. */
    final void awaitTaken() {
        Backoff.await(() -> !taking);
    }

    private Object unwrap(Object taken) {
        // First: whatever breaks off from here on, it has left the queue and is accounted for.
        eventsInHand++;
        Object item = taken;
        if (keyed != null) {
            inHand.keepEntry(taken);
            item = KeyedQueue.itemOf(taken);
        }
        Envelope tracked = Envelope.trackedIn(item);
        if (tracked != null) {
            countOnly = false;
            core.tracked().taken(tracked);
            inHand.track(tracked);
        }
        if (!countsMissed) {
            return item;
        }
        inHand.setMissed(MissedEvents.before(item, queue.displacedBefore()));
        return MissedEvents.envelope(item);
    }

    /** The run has broken off: no thread may wait for what it was about to do. */
    final void breakOff() {
        taking = false;
    }

    /** Whether the drain has something to do, after it has become idle. */
    final boolean hasWork() {
        return state.isSignalled() || (state.isConsumable() && !queue.hasNothingToTake()) || parked.hasDue();
    }

    // ---- Accessors with their memory modes; other writes of it, and all reads, are volatile

    private void setTakingOpaque(boolean now) {
        TAKING.setOpaque(this, now);
    }

    private void setTakingRelease(boolean now) {
        TAKING.setRelease(this, now);
    }
}

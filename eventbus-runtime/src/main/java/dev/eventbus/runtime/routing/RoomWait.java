package dev.eventbus.runtime.routing;

import dev.eventbus.BusScheduler;
import dev.eventbus.DropReason;
import dev.eventbus.runtime.channel.ChannelSubscription;
import dev.eventbus.runtime.channel.Offered;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.execution.RoomSignal;
import dev.eventbus.runtime.execution.SpinThenYield;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waits, in a publisher's thread, for full channels whose policy is to block: for all of them together, each for no longer
 * than it says.
 *
 * <p>A channel whose handler this thread is running would wait for itself; it drops the event at once. An interrupt ends the
 * wait for all and stays set.
 */
final class RoomWait {

    /** Looks before the publisher sleeps: a handler that is fast makes room within that time, and waking costs far more. */
    private static final int SPINS = 200;

    private static final int YIELDS = 50;

    private final BusScheduler scheduler;

    RoomWait(BusScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Offers an event to one full channel; the outcome as {@link Outcome} packs it. */
    long offer(ChannelSubscription full, Object item, Object event) {
        DropReason obstacle = obstacle(full);
        if (obstacle != null) {
            return SingleStep.packed(full.drop(item, obstacle));
        }
        if (full.blockNanos() > 0) {
            for (int look = 0; look < SPINS + YIELDS; look++) {
                SpinThenYield.pause(look, SPINS);
                Offered offered = full.offerAgain(item, event);
                if (offered != Offered.FULL) {
                    return SingleStep.packed(offered);
                }
            }
        }
        return new Wait(item, event, List.of(full)).run();
    }

    /** Offers an event to several full channels; the outcome as {@link Outcome} packs it. */
    long offer(ChannelSubscription full, List<ChannelSubscription> more, Object item, Object event) {
        List<ChannelSubscription> waitedFor = new ArrayList<>();
        long outcome = 0;
        more.add(0, full);
        for (ChannelSubscription channel : more) {
            DropReason obstacle = obstacle(channel);
            if (obstacle == null) {
                waitedFor.add(channel);
            } else {
                outcome += SingleStep.packed(channel.drop(item, obstacle));
            }
        }
        return outcome + new Wait(item, event, waitedFor).run();
    }

    /** Why the current thread cannot wait for a channel; null if it can. */
    private static @Nullable DropReason obstacle(ChannelSubscription channel) {
        if (HandlerStack.current().timesRunning(channel) > 0) {
            return DropReason.SELF_BLOCK;
        }
        return Thread.currentThread().isInterrupted() ? DropReason.INTERRUPTED : null;
    }

    /** One event that waits. */
    private final class Wait {

        private final Object item;
        private final Object event;
        private final List<ChannelSubscription> full;
        private final RoomSignal signal = new RoomSignal(scheduler);
        private final long start = now();
        private long outcome;

        Wait(Object item, Object event, List<ChannelSubscription> full) {
            this.item = item;
            this.event = event;
            this.full = new ArrayList<>(full);
        }

        long run() {
            while (!full.isEmpty()) {
                // In this order, for each channel: enter, try once more, sleep. A drain that makes room after the try
                // sees
                // that somebody waits.
                full.forEach(channel -> channel.awaitRoom(signal));
                List<ChannelSubscription> entered = List.copyOf(full);
                tryAll();
                if (!full.isEmpty()) {
                    signal.await(untilNextDeadline());
                }
                entered.forEach(channel -> channel.stopAwaitingRoom(signal));
                if (Thread.currentThread().isInterrupted()) {
                    giveUpAll();
                }
            }
            return outcome;
        }

        /** Offers to each once more, and gives up those whose time is up. */
        private void tryAll() {
            long waited = now() - start;
            full.removeIf(channel -> {
                Offered offered = channel.offerAgain(item, event);
                if (offered == Offered.FULL && waited >= channel.blockNanos()) {
                    offered = channel.drop(item, DropReason.OVERFLOW);
                }
                outcome += SingleStep.packed(offered);
                return offered != Offered.FULL;
            });
        }

        private void giveUpAll() {
            full.forEach(channel -> outcome += SingleStep.packed(channel.drop(item, DropReason.INTERRUPTED)));
            full.clear();
        }

        private long untilNextDeadline() {
            long shortest = Long.MAX_VALUE;
            for (ChannelSubscription channel : full) {
                shortest = Math.min(shortest, channel.blockNanos());
            }
            return shortest == Long.MAX_VALUE ? shortest : shortest - (now() - start);
        }

        /** A user's scheduler that cannot tell the time must not keep a publisher waiting for ever. */
        private long now() {
            try {
                return scheduler.nanoTime();
            } catch (Throwable broken) {
                return System.nanoTime();
            }
        }
    }
}

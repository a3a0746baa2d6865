package dev.eventbus.runtime.routing;

import dev.eventbus.BusScheduler;
import dev.eventbus.DropReason;
import dev.eventbus.runtime.channel.ChannelIntake;
import dev.eventbus.runtime.direct.PackedResult;
import dev.eventbus.runtime.execution.ElapsedTime;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.execution.Parker;
import dev.eventbus.runtime.execution.Trampoline;
import dev.eventbus.runtime.queue.Backoff;
import dev.eventbus.runtime.subscription.OfferResult;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waits, in a publisher's thread, for full channels whose policy is to block: for all of them together, each for no
 * longer than it says.
 *
 * <p>An event that waits has matched: it is accepted, or lost for a reason, also if the subscription ends meanwhile.
 * Closing waits for publishers to count that.
 *
 * <p>A channel whose handler this thread is running would wait for itself; it drops the event at once. An interrupt
 * ends the wait for all and stays set.
 */
final class CapacityWait {

    // Looks before the publisher sleeps: a handler that is fast makes room within that time, and waking costs far more.
    // About 10 us of looking, then some yields.
    private static final int SPINS = 200;
    private static final int YIELDS = 50;

    /**
     * How many free places a publisher waits for while it spins: coming back for one would hand the channel's cache
     * lines to and fro with each event.
     */
    private static final int PLACES = 256;

    private final BusScheduler scheduler;

    CapacityWait(BusScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Offers an event to channels that were full.
     *
     * @param channels a bit of {@code full} for each of the first that was
     * @param more such ones beyond these; or null
     * @return the outcome as {@link PackedResult} packs it
     */
    long offer(ChannelIntake[] channels, long full, @Nullable List<ChannelIntake> more, Object item, Object event) {
        // A channel that this thread has yet to drain has room afterwards.
        Trampoline.beforeWaiting();
        long outcome = 0;
        // Channels that count on this publisher to settle are in one of the two, or in the list.
        long waitedFor = 0;
        long lastTry = 0;
        List<ChannelIntake> slept = List.of();
        try {
            for (long left = full; left != 0; left &= left - 1) {
                ChannelIntake channel = channels[Long.numberOfTrailingZeros(left)];
                OfferResult offered = begin(channel, item);
                if (offered != OfferResult.FULL) {
                    outcome += PackedResult.of(offered);
                } else if (channel.overflow().blockNanos() > 0) {
                    waitedFor |= Long.lowestOneBit(left);
                } else {
                    lastTry |= Long.lowestOneBit(left);
                }
            }
            for (int look = 0; look < SPINS + YIELDS && waitedFor != 0; look++) {
                Backoff.pause(look, SPINS);
                int places = look < SPINS ? PLACES : 1;
                for (long left = waitedFor; left != 0; left &= left - 1) {
                    ChannelIntake channel = channels[Long.numberOfTrailingZeros(left)];
                    if (channel.hasRoom(places)) {
                        OfferResult offered = retryOffer(channel, item, event);
                        if (offered != OfferResult.FULL) {
                            outcome += PackedResult.of(offered);
                            waitedFor &= ~Long.lowestOneBit(left);
                        }
                    }
                }
            }
            if ((waitedFor | lastTry) == 0 && more == null) {
                return outcome;
            }
            slept = listed(channels, waitedFor | lastTry);
            waitedFor = 0;
            lastTry = 0;
            return outcome + beginMore(more, slept, item) + new Wait(item, event, slept).run();
        } catch (Throwable brokenOff) {
            // The stack or the memory is exhausted: closing must not wait for a publisher that is gone.
            listed(channels, waitedFor | lastTry)
                    .forEach(channel -> channel.overflow().settle());
            slept.forEach(channel -> channel.overflow().settle());
            throw brokenOff;
        }
    }

    /** The channels that have a bit. */
    private static List<ChannelIntake> listed(ChannelIntake[] channels, long bits) {
        List<ChannelIntake> listed = new ArrayList<>(Long.bitCount(bits));
        for (long left = bits; left != 0; left &= left - 1) {
            listed.add(channels[Long.numberOfTrailingZeros(left)]);
        }
        return listed;
    }

    /**
     * Begins to wait for further channels, which are added to those that are waited for; gives what became of the
     * others.
     */
    private static long beginMore(@Nullable List<ChannelIntake> more, List<ChannelIntake> waitedFor, Object item) {
        long outcome = 0;
        if (more != null) {
            for (ChannelIntake channel : more) {
                OfferResult offered = begin(channel, item);
                if (offered == OfferResult.FULL) {
                    waitedFor.add(channel);
                } else {
                    outcome += PackedResult.of(offered);
                }
            }
        }
        return outcome;
    }

    /** Begins to wait for a channel, which is FULL then, unless that makes no sense. */
    private static OfferResult begin(ChannelIntake channel, Object item) {
        DropReason obstacle = obstacle(channel);
        if (obstacle != null) {
            return channel.drop(item, obstacle);
        }
        channel.overflow().beginWaiting();
        return OfferResult.FULL;
    }

    /**
     * Offers to a channel that was full. The event has matched, so that it is lost if the subscription has ended since.
     */
    private static OfferResult retryOffer(ChannelIntake channel, Object item, Object event) {
        OfferResult offered = channel.retryOffer(item, event);
        if (offered == OfferResult.FULL) {
            return offered;
        }
        if (offered == OfferResult.NO_MATCH || offered == OfferResult.LATE) {
            offered = channel.dropEnded(item);
        }
        channel.overflow().settle();
        return offered;
    }

    private static OfferResult giveUp(ChannelIntake channel, Object item, DropReason reason) {
        OfferResult dropped = channel.drop(item, reason);
        channel.overflow().settle();
        return dropped;
    }

    /** Why the current thread cannot wait for a channel; null if it can. */
    private static @Nullable DropReason obstacle(ChannelIntake channel) {
        if (channel.wouldBlockItself(HandlerStack.current())) {
            return DropReason.SELF_BLOCK;
        }
        return Thread.currentThread().isInterrupted() ? DropReason.INTERRUPTED : null;
    }

    /** One event that waits. */
    private final class Wait {

        private final Object item;
        private final Object event;
        private final List<ChannelIntake> full;
        private final Parker signal = new Parker(scheduler);
        private final ElapsedTime wait = new ElapsedTime(scheduler);
        private long outcome;

        Wait(Object item, Object event, List<ChannelIntake> full) {
            this.item = item;
            this.event = event;
            this.full = full;
        }

        long run() {
            while (!full.isEmpty()) {
                List<ChannelIntake> entered = List.copyOf(full);
                try {
                    // In this order, for each channel: enter, try once more, sleep. A drain that makes room after the
                    // try sees that somebody waits.
                    entered.forEach(channel -> channel.overflow().enter(signal));
                    tryAll();
                    if (!full.isEmpty()) {
                        signal.await(untilNextDeadline(), wait);
                    }
                } finally {
                    entered.forEach(channel -> channel.overflow().leave(signal));
                }
                if (Thread.currentThread().isInterrupted()) {
                    giveUpAll();
                }
            }
            return outcome;
        }

        /** Offers to each once more, and gives up those whose time is up. */
        private void tryAll() {
            long waited = wait.nanos();
            for (Iterator<ChannelIntake> each = full.iterator(); each.hasNext(); ) {
                ChannelIntake channel = each.next();
                OfferResult offered = retryOffer(channel, item, event);
                if (offered == OfferResult.FULL && waited >= channel.overflow().blockNanos()) {
                    offered = giveUp(channel, item, DropReason.OVERFLOW);
                }
                if (offered != OfferResult.FULL) {
                    each.remove();
                    outcome += PackedResult.of(offered);
                }
            }
        }

        private void giveUpAll() {
            for (Iterator<ChannelIntake> each = full.iterator(); each.hasNext(); ) {
                outcome += PackedResult.of(giveUp(each.next(), item, DropReason.INTERRUPTED));
                each.remove();
            }
        }

        private long untilNextDeadline() {
            long shortest = Long.MAX_VALUE;
            for (ChannelIntake channel : full) {
                shortest = Math.min(shortest, channel.overflow().blockNanos());
            }
            return shortest == Long.MAX_VALUE ? shortest : shortest - wait.nanos();
        }
    }
}

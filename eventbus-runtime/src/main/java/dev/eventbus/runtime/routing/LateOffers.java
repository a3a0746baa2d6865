package dev.eventbus.runtime.routing;

import dev.eventbus.runtime.channel.ChannelIntake;
import dev.eventbus.runtime.direct.DirectStep;
import dev.eventbus.runtime.direct.PackedResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions that the bus has closed while an event was on its way to them. They lose it if any other subscription
 * has accepted or dropped it; if none has, nobody is told, and the publisher is refused, as one that comes later is.
 *
 * <p>Made only while a bus closes; used by one thread.
 */
final class LateOffers {

    private final List<ChannelIntake> channels = new ArrayList<>();
    private final List<DirectStep> direct = new ArrayList<>();

    private LateOffers() {}

    /** One more step whose handlers were all late. */
    static LateOffers with(@Nullable LateOffers known, DirectStep step) {
        LateOffers late = known != null ? known : new LateOffers();
        late.direct.add(step);
        return late;
    }

    /** One more channel. */
    static LateOffers with(@Nullable LateOffers known, ChannelIntake channel) {
        LateOffers late = known != null ? known : new LateOffers();
        late.channels.add(channel);
        return late;
    }

    /**
     * The channels that the bus has closed, of those that have not taken an event; null if there are none. What else
     * has not taken it was full.
     *
     * @param channels a bit of {@code pending} for each of the first that has not taken it
     * @param more such ones beyond these; or null
     */
    static @Nullable LateOffers of(ChannelIntake[] channels, long pending, @Nullable List<ChannelIntake> more) {
        LateOffers late = null;
        for (long left = pending; left != 0; left &= left - 1) {
            ChannelIntake channel = channels[Long.numberOfTrailingZeros(left)];
            if (channel.isClosedByBus()) {
                late = with(late, channel);
            }
        }
        if (more != null) {
            for (ChannelIntake channel : more) {
                if (channel.isClosedByBus()) {
                    late = with(late, channel);
                }
            }
        }
        return late;
    }

    /** Those of the bits whose channel is not late. */
    long without(ChannelIntake[] among, long pending) {
        long full = pending;
        for (long left = pending; left != 0; left &= left - 1) {
            if (channels.contains(among[Long.numberOfTrailingZeros(left)])) {
                full &= ~Long.lowestOneBit(left);
            }
        }
        return full;
    }

    /** Removes the channels that are late. */
    void removeFrom(@Nullable List<ChannelIntake> more) {
        if (more != null) {
            more.removeAll(channels);
        }
    }

    /**
     * Decides what it means, when the event has been offered to everybody.
     *
     * @param outcome what became of the event elsewhere, as {@link PackedResult} packs it
     * @return what became of it everywhere
     */
    long settled(Object item, long outcome) {
        if (outcome == PackedResult.NO_MATCH) {
            return outcome;
        }
        long all = outcome;
        for (ChannelIntake channel : channels) {
            all += PackedResult.of(channel.dropEnded(item));
        }
        for (DirectStep step : direct) {
            all += step.dropLate(item);
        }
        return all;
    }
}

package dev.eventbus.runtime.routing;

import dev.eventbus.runtime.channel.ChannelIntake;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions that the bus has closed while an event was on its way to them. They lose it if any other subscription
 * has accepted or dropped it; if none has, nobody is told, and the publisher is refused, as one that comes later is.
 *
 * <p>Made only while a bus closes, or by a publisher that waits; used by one thread.
 */
final class LateOffers {

    // Made for the first of each: most publishers that wait find nobody late.
    private List<ChannelIntake> channels = List.of();
    private List<DirectStep> direct = List.of();

    /** No subscription is late so far. */
    LateOffers() {}

    /** One more step whose handlers were all late. */
    static LateOffers with(@Nullable LateOffers known, DirectStep step) {
        LateOffers late = known != null ? known : new LateOffers();
        if (late.direct.isEmpty()) {
            late.direct = new ArrayList<>();
        }
        late.direct.add(step);
        return late;
    }

    void add(ChannelIntake channel) {
        if (channels.isEmpty()) {
            channels = new ArrayList<>();
        }
        channels.add(channel);
    }

    /**
     * Decides what it means, when the event has been offered to everybody.
     *
     * @param outcome what became of the event elsewhere, as {@link Outcome} packs it
     * @return what became of it everywhere
     */
    long settled(Object item, long outcome) {
        if (outcome == Outcome.NO_MATCH) {
            return outcome;
        }
        long all = outcome;
        for (ChannelIntake channel : channels) {
            all += SingleStep.packed(channel.dropEnded(item));
        }
        for (DirectStep step : direct) {
            all += step.dropLate(item);
        }
        return all;
    }
}

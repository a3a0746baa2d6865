package dev.eventbus.runtime.routing;

import dev.eventbus.runtime.channel.ChannelIntake;
import dev.eventbus.runtime.direct.PackedResult;
import dev.eventbus.runtime.subscription.OfferResult;
import java.util.function.Consumer;

/**
 * Offers many events to the channels of a route, each of which claims room for as many as it can at once. Where one
 * finds no room, that event is offered to the channels that have come to it as any single event is, with waiting or
 * dropping, and then all go on. So each channel gets the events in their order.
 */
final class BatchOffer {

    private final ChannelIntake[] channels;
    private final Object[] events;
    private final CapacityWait capacityWait;
    // For each channel, how many events it is through with.
    private final int[] done;
    private long outcome;

    BatchOffer(ChannelIntake[] channels, Object[] events, CapacityWait capacityWait) {
        this.channels = channels;
        this.events = events;
        this.capacityWait = capacityWait;
        this.done = new int[channels.length];
    }

    /**
     * Offers them all.
     *
     * @param unmatched is given each event that no channel accepted or dropped, because all have ended
     * @return how many accepted and dropped them, as {@link PackedResult} packs it
     */
    long run(Consumer<Object> unmatched) {
        for (int next = advance(); next < events.length; next = advance()) {
            long before = outcome;
            boolean acceptedElsewhere = offerSingly(next);
            if (outcome == before && !acceptedElsewhere) {
                unmatched.accept(events[next]);
            }
        }
        return outcome;
    }

    /** Lets each channel take what it has room for; gives the first event that one of them has not come beyond. */
    private int advance() {
        int least = events.length;
        for (int i = 0; i < channels.length; i++) {
            int accepted = channels[i].offerAll(events, done[i], events.length);
            done[i] += accepted;
            outcome += accepted * PackedResult.ONE_ACCEPTED;
            least = Math.min(least, done[i]);
        }
        return least;
    }

    /** Offers one event to the channels that have come to it; tells whether others have accepted it. */
    private boolean offerSingly(int number) {
        Object event = events[number];
        boolean acceptedElsewhere = false;
        long pending = 0;
        long before = outcome;
        for (int i = 0; i < channels.length; i++) {
            if (done[i] > number) {
                acceptedElsewhere = true;
            } else {
                done[i]++;
                OfferResult offered = channels[i].offer(event, event);
                if (offered == OfferResult.FULL || offered == OfferResult.LATE) {
                    pending |= 1L << i;
                } else {
                    outcome += PackedResult.of(offered);
                }
            }
        }
        if (pending != 0) {
            LateOffers late = LateOffers.of(channels, pending, null);
            outcome += capacityWait.offer(
                    channels, late == null ? pending : late.without(channels, pending), null, event, event);
            if (late != null) {
                long elsewhere = acceptedElsewhere ? PackedResult.ONE_ACCEPTED : 0;
                outcome = before + late.settled(event, outcome - before + elsewhere) - elsewhere;
            }
        }
        return acceptedElsewhere;
    }
}

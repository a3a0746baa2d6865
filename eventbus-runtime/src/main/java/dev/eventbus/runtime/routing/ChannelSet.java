package dev.eventbus.runtime.routing;

import dev.eventbus.runtime.channel.ChannelIntake;
import dev.eventbus.runtime.channel.ReinstateListener;
import dev.eventbus.runtime.channel.SharedDropCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Keeps full channels off the path of a route's publishers: a channel that has refused events for a while without taking one is left
 * out until it takes one. So 500 stuck subscribers cost a publisher what one costs.
 *
 * <p>A channel is left out (a) by a publisher: it tells the channel, puts the new {@link ChannelSetSnapshot} in place, and then looks once more
 * whether the channel has still handed nothing over. A drain (b) takes, which raises what is handed over, and then looks whether
 * its channel is told that it is left out. All of these are sequentially consistent, so one of the two sees the other and brings
 * the channel back, before the event that was taken reaches the handler.
 *
 * <p>Threading: {@link #now} any; changes under a lock, which publishers take only after many drops, and drains only after having
 * been left out.
 */
final class ChannelSet implements ReinstateListener {

    private static final ChannelIntake[] NONE = {};

    private volatile ChannelSetSnapshot lanes;

    ChannelSet(ChannelIntake[] channels) {
        lanes = new ChannelSetSnapshot(channels, NONE);
    }

    /** The lanes for an event that is about to be offered. */
    ChannelSetSnapshot now() {
        return lanes;
    }

    /** An event was dropped by a channel that is not left out. */
    void dropped(ChannelSetSnapshot used) {
        if (used.isLookDue()) {
            look(used);
        }
    }

    private synchronized void look(ChannelSetSnapshot used) {
        if (lanes != used) {
            return;
        }
        List<ChannelIntake> stayFull = new ArrayList<>();
        List<ChannelIntake> open = new ArrayList<>();
        for (int i = 0; i < used.open().length; i++) {
            ChannelIntake channel = used.open()[i];
            if (channel.canBeLeftOut() && used.hasStayedFull(i)) {
                stayFull.add(channel);
            } else {
                open.add(channel);
            }
        }
        if (stayFull.isEmpty()) {
            return;
        }
        List<ChannelIntake> leftOut = new ArrayList<>(List.of(used.leftOut()));
        leftOut.addAll(stayFull);
        for (ChannelIntake channel : stayFull) {
            channel.leaveOut(this);
        }
        replace(open, leftOut);
        for (ChannelIntake channel : stayFull) {
            if (!channel.isFull()) {
                channel.bringBack();
            }
        }
    }

    @Override
    public synchronized void bringBack(ChannelIntake channel) {
        List<ChannelIntake> leftOut = new ArrayList<>(List.of(lanes.leftOut()));
        if (leftOut.remove(channel)) {
            List<ChannelIntake> open = new ArrayList<>(List.of(lanes.open()));
            open.add(channel);
            replace(open, leftOut);
        }
    }

    private void replace(List<ChannelIntake> open, List<ChannelIntake> leftOut) {
        ChannelSetSnapshot next = new ChannelSetSnapshot(open.toArray(NONE), leftOut.toArray(NONE));
        SharedDropCounter counts = next.skipped();
        for (ChannelIntake channel : leftOut) {
            channel.countedBy(Objects.requireNonNull(counts));
        }
        lanes = next;
    }
}

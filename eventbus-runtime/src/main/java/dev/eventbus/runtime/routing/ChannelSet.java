package dev.eventbus.runtime.routing;

import dev.eventbus.runtime.channel.ChannelIntake;
import dev.eventbus.runtime.channel.ReinstateListener;
import dev.eventbus.runtime.channel.SharedDropCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Keeps full channels off the path of a route's publishers: they bypass a channel that has refused events for a while
 * without taking one, until it takes one. So 500 stuck subscribers cost a publisher what one costs.
 *
 * <p>A publisher that begins to bypass a channel (a) registers with the channel, puts the new
 * {@link ChannelSetSnapshot} in place, and then checks once more that the channel is still full. A drain (b) takes,
 * which frees a slot, and then checks whether its channel is bypassed. All of these are sequentially consistent, so
 * one of the two sees the other and reinstates the channel, before the event that was taken reaches the handler.
 *
 * <p>Threading: {@link #current} any; changes under a lock, which publishers take only after many drops, and drains
 * only after their channel was bypassed.
 */
final class ChannelSet implements ReinstateListener {

    private static final ChannelIntake[] NONE = {};

    private volatile ChannelSetSnapshot snapshot;

    ChannelSet(ChannelIntake[] channels) {
        snapshot = new ChannelSetSnapshot(channels, NONE);
    }

    /** The snapshot for an event that is about to be offered. */
    ChannelSetSnapshot current() {
        return snapshot;
    }

    /** An active channel has dropped an event. */
    void onDropped(ChannelSetSnapshot used) {
        if (used.isCheckDue()) {
            check(used);
        }
    }

    private synchronized void check(ChannelSetSnapshot used) {
        if (snapshot != used) {
            return;
        }
        List<ChannelIntake> stayFull = new ArrayList<>();
        List<ChannelIntake> active = new ArrayList<>();
        for (int i = 0; i < used.active().length; i++) {
            ChannelIntake channel = used.active()[i];
            if (channel.canBeBypassed() && used.hasStayedFull(i)) {
                stayFull.add(channel);
            } else {
                active.add(channel);
            }
        }
        if (stayFull.isEmpty()) {
            return;
        }
        List<ChannelIntake> bypassed = new ArrayList<>(List.of(used.bypassed()));
        bypassed.addAll(stayFull);
        for (ChannelIntake channel : stayFull) {
            channel.startBypass().addOwner(this);
        }
        replace(active, bypassed);
        for (ChannelIntake channel : stayFull) {
            if (!channel.isFull()) {
                channel.reinstate();
            }
        }
    }

    @Override
    public synchronized void reinstate(long subscriptionId) {
        List<ChannelIntake> active = new ArrayList<>(List.of(snapshot.active()));
        List<ChannelIntake> bypassed = new ArrayList<>();
        for (ChannelIntake channel : snapshot.bypassed()) {
            (channel.subscription().id() == subscriptionId ? active : bypassed).add(channel);
        }
        if (bypassed.size() < snapshot.bypassed().length) {
            replace(active, bypassed);
        }
    }

    private void replace(List<ChannelIntake> active, List<ChannelIntake> bypassed) {
        ChannelSetSnapshot next = new ChannelSetSnapshot(active.toArray(NONE), bypassed.toArray(NONE));
        SharedDropCounter drops = next.bypassDrops();
        for (ChannelIntake channel : bypassed) {
            channel.startBypass().addCounter(next, Objects.requireNonNull(drops));
        }
        snapshot = next;
    }
}

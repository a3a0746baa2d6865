package dev.eventbus.runtime.routing;

import dev.eventbus.EventContext;
import dev.eventbus.PublishResult;
import dev.eventbus.runtime.channel.ChannelIntake;
import dev.eventbus.runtime.channel.ChannelSubscription;
import dev.eventbus.runtime.channel.SharedDropCounter;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EnvelopeContext;
import dev.eventbus.runtime.delivery.EventTracker;
import dev.eventbus.runtime.direct.DirectPlanner;
import dev.eventbus.runtime.direct.DirectStep;
import dev.eventbus.runtime.direct.DirectSubscription;
import dev.eventbus.runtime.direct.DispatcherStep;
import dev.eventbus.runtime.direct.PackedResult;
import dev.eventbus.runtime.direct.SingleStep;
import dev.eventbus.runtime.index.DispatcherPlan;
import dev.eventbus.runtime.retention.Retention;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.OfferResult;
import dev.eventbus.runtime.subscription.ThreadCells;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where an event of one class on one topic goes: a snapshot of the matching subscriptions, right until one comes or goes that
 * matches too. Its {@link ChannelSet} knows which of
 * their channels publishers bypass for now, because they stay full.
 */
public final class Route {

    private static final DirectStep[] NOBODY_DIRECT = {};

    private final RouteEntry slot;
    private final long change;
    private final String topic;
    private final ChannelIntake[] channels;
    private final ChannelSet channelSet;
    private final Retention.@Nullable Place retained;
    private final List<DirectSubscription> direct;
    private final DirectStep[] directSteps;
    // Set if there is nothing but this.
    private final @Nullable DirectStep onlyStep;
    // The same, if a dispatcher makes the calls and events travel bare, and its cells: one load less to wait for.
    private final @Nullable DispatcherStep bareStep;
    private final ThreadCells.Cell @Nullable [] bareCells;
    private final boolean wantsContext;
    private final boolean directWantsContext;

    private final CapacityWait roomWait;

    Route(
            RouteEntry slot,
            long change,
            String topic,
            Retention.@Nullable Place retained,
            List<BusSubscription> matching,
            List<DispatcherPlan> dispatchers,
            CapacityWait roomWait) {
        this.slot = slot;
        this.change = change;
        this.topic = topic;
        this.retained = retained;
        this.roomWait = roomWait;
        List<ChannelIntake> withChannel = new ArrayList<>();
        List<DirectSubscription> withoutChannel = new ArrayList<>();
        boolean anyTakesContext = false;
        boolean anyDirectTakesContext = false;
        for (BusSubscription subscription : matching) {
            boolean takesContext = subscription.spec().takesContext();
            anyTakesContext |= takesContext;
            if (subscription instanceof ChannelSubscription channel) {
                withChannel.add(channel.intake());
            } else if (subscription instanceof DirectSubscription called) {
                withoutChannel.add(called);
                anyDirectTakesContext |= takesContext;
            }
        }
        channels = withChannel.toArray(new ChannelIntake[0]);
        channelSet = new ChannelSet(channels);
        boolean anyDirect = !withoutChannel.isEmpty();
        direct = anyDirect ? DirectPlanner.inOrder(withoutChannel) : withoutChannel;
        directSteps = anyDirect ? DirectPlanner.plan(direct, dispatchers) : NOBODY_DIRECT;
        onlyStep = channels.length == 0 && directSteps.length == 1 ? directSteps[0] : null;
        wantsContext = anyTakesContext;
        directWantsContext = anyDirectTakesContext;
        bareStep = !wantsEnvelope() && onlyStep instanceof DispatcherStep step ? step : null;
        bareCells = bareStep == null ? null : bareStep.cells();
    }

    /** Whether it is still what looking it up would give. */
    public boolean isCurrent() {
        return slot.isAt(change);
    }

    /** Whether it is, or was, the route of a slot. */
    boolean isOf(RouteEntry other) {
        return slot == other;
    }

    /** The topic of events on this route. */
    public String topic() {
        return topic;
    }

    /** Whether events need an envelope: a handler takes a context, or may later, because they are retained. */
    public boolean wantsEnvelope() {
        return wantsContext || retained != null;
    }

    /** Where events are retained; null if they are not. */
    public Retention.@Nullable Place retained() {
        return retained;
    }

    /** Whether events may wait in channels. */
    boolean hasChannels() {
        return channels.length > 0;
    }

    /** Whether nobody listens. */
    public boolean isEmpty() {
        return channels.length == 0 && directSteps.length == 0;
    }

    /**
     * Offers an event to every channel, waits for those that are full and want to be waited for, then runs the direct
     * handlers.
     *
     * @param envelope the event's envelope, where something more than the event must travel
     * @return how many accepted and dropped it, as {@link PackedResult} packs them
     */
    public long offer(Object event, @Nullable Envelope envelope) {
        Object item = envelope != null ? envelope : event;
        ChannelSetSnapshot now = channelSet.current();
        ChannelIntake[] open = now.active();
        int accepted = 0;
        int dropped = 0;
        long full = 0;
        List<ChannelIntake> moreFull = null;
        for (int i = 0; i < open.length; i++) {
            OfferResult offered = open[i].offer(item, event);
            if (offered == OfferResult.ACCEPTED) {
                accepted++;
            } else if (offered == OfferResult.DROPPED) {
                dropped++;
            } else if (offered != OfferResult.NO_MATCH) {
                // FULL, or LATE
                if (i < Long.SIZE) {
                    full |= 1L << i;
                } else {
                    moreFull = moreFull != null ? moreFull : new ArrayList<>();
                    moreFull.add(open[i]);
                }
            }
        }
        long outcome = PackedResult.of(accepted, dropped);
        if (dropped > 0) {
            channelSet.onDropped(now);
        }
        SharedDropCounter bypassDrops = now.bypassDrops();
        if (bypassDrops != null) {
            outcome += now.dropAtBypassed(bypassDrops, item, event);
        }
        if (full != 0 || moreFull != null) {
            LateOffers late = LateOffers.of(open, full, moreFull);
            if (late != null) {
                full = late.without(open, full);
                late.removeFrom(moreFull);
            }
            outcome += roomWait.offer(open, full, moreFull, item, event);
            return callDirect(event, envelope, outcome, late);
        }
        return directSteps.length > 0 ? callDirect(event, envelope, outcome, null) : outcome;
    }

    /**
     * Calls the direct handlers.
     *
     * @param before what became of the event at the channels
     * @param lateBefore channels that the bus has closed meanwhile; or null
     * @return what became of it everywhere
     */
    private long callDirect(Object event, @Nullable Envelope envelope, long before, @Nullable LateOffers lateBefore) {
        Object item = envelope != null ? envelope : event;
        EventContext context = directWantsContext && envelope != null ? new EnvelopeContext(envelope, 1, 0) : null;
        EventTracker tracker = envelope == null ? null : envelope.tracker();
        long outcome = before;
        LateOffers late = lateBefore;
        if (tracker != null) {
            for (DirectSubscription subscription : direct) {
                // One by one, because a dispatcher does not tell what became of each.
                OfferResult offered = subscription.offer(item, event, context, tracker);
                if (offered == OfferResult.LATE) {
                    late = LateOffers.with(late, new SingleStep(subscription));
                } else {
                    outcome += SingleStep.packed(offered);
                }
            }
        } else {
            for (DirectStep step : directSteps) {
                long called = step.run(item, event, context);
                if (called == PackedResult.LATE) {
                    late = LateOffers.with(late, step);
                } else {
                    outcome += called;
                }
            }
        }
        return late == null ? outcome : late.settled(item, outcome);
    }

    /**
     * Calls the direct handlers with an event that travels bare, if there is nothing else to do and a dispatcher can do it.
     *
     * @return that all have accepted it; null if nothing was done, and it has to be {@linkplain #offerBare offered}
     */
    public @Nullable PublishResult callBare(Object event) {
        DispatcherStep step = bareStep;
        ThreadCells.Cell @Nullable [] cells = bareCells;
        return step != null && cells != null ? step.runWithoutEnvelope(event, cells) : null;
    }

    /**
     * Offers an event as {@link #offer} does, without an envelope. For a route with nothing but one step of direct handlers that is
     * small enough to become a part of each publisher's code.
     */
    public long offerBare(Object event) {
        DirectStep only = onlyStep;
        return only != null ? only.run(event, event, null) : offer(event, null);
    }

    /** Whether {@link #offerAll} may be used: there are channels only, and nothing has to be asked or noted for each event. */
    public boolean takesMany() {
        if (directSteps.length > 0 || wantsEnvelope() || channels.length == 0 || channels.length > Long.SIZE) {
            return false;
        }
        for (ChannelIntake channel : channels) {
            if (!channel.takesMany()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Offers events to every channel, as many at once as there is room for.
     *
     * @param unmatched is given each event that nobody accepted or dropped
     * @return how many accepted and dropped them, as {@link PackedResult} packs it
     */
    public long offerAll(Object[] events, Consumer<Object> unmatched) {
        return new BatchOffer(channels, events, roomWait).run(unmatched);
    }
}

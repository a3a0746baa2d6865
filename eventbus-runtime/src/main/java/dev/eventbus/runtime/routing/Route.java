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
import dev.eventbus.runtime.index.IndexedDispatcher;
import dev.eventbus.runtime.retention.Retention;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.OfferResult;
import dev.eventbus.runtime.subscription.ThreadCells;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where an event of one class on one topic goes: a snapshot of the matching subscriptions, current until one comes or
 * goes that matches too. Its {@link ChannelSet} knows which of their channels publishers bypass for now, because they
 * stay full.
 */
public final class Route {

    private static final DirectStep[] NO_STEPS = {};

    private final RouteEntry entry;
    private final long version;
    private final String topic;
    private final ChannelIntake[] channels;
    private final ChannelSet channelSet;
    private final Retention.@Nullable Logs retained;
    private final List<DirectSubscription> direct;
    private final DirectStep[] directSteps;
    // Set if there is nothing but this.
    private final @Nullable DirectStep onlyStep;
    // The same, if a dispatcher makes the calls and events need no envelope, and its cells: one load less to wait for.
    private final @Nullable DispatcherStep stepWithoutEnvelope;
    private final ThreadCells.Cell @Nullable [] cellsWithoutEnvelope;
    private final boolean wantsContext;
    private final boolean directWantsContext;

    private final CapacityWait capacityWait;

    Route(
            RouteEntry entry,
            long version,
            String topic,
            Retention.@Nullable Logs retained,
            List<BusSubscription> matching,
            List<IndexedDispatcher> dispatchers,
            CapacityWait capacityWait) {
        this.entry = entry;
        this.version = version;
        this.topic = topic;
        this.retained = retained;
        this.capacityWait = capacityWait;
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
        directSteps = anyDirect ? DirectPlanner.plan(direct, dispatchers) : NO_STEPS;
        onlyStep = channels.length == 0 && directSteps.length == 1 ? directSteps[0] : null;
        wantsContext = anyTakesContext;
        directWantsContext = anyDirectTakesContext;
        stepWithoutEnvelope = !wantsEnvelope() && onlyStep instanceof DispatcherStep step ? step : null;
        cellsWithoutEnvelope = stepWithoutEnvelope == null ? null : stepWithoutEnvelope.cells();
    }

    /** Whether a look-up would find it. */
    public boolean isCurrent() {
        return entry.isVersion(version);
    }

    /** The version of its entry that it was made at. */
    long version() {
        return version;
    }

    /** Whether it is, or was, the route of an entry. */
    boolean isOf(RouteEntry other) {
        return entry == other;
    }

    /** The topic of events on this route. */
    public String topic() {
        return topic;
    }

    /** Whether events need an envelope: a handler takes a context, or may later, because they are retained. */
    public boolean wantsEnvelope() {
        return wantsContext || retained != null;
    }

    /** The logs that retain events; null if they are not retained. */
    public Retention.@Nullable Logs retained() {
        return retained;
    }

    /** Whether events may wait in channels. */
    boolean hasChannels() {
        return channels.length > 0;
    }

    /** Whether no subscription matches. */
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
            outcome += capacityWait.offer(open, full, moreFull, item, event);
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
                    outcome += PackedResult.of(offered);
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
     * Calls the direct handlers with an event that needs no envelope, if there is nothing else to do and a dispatcher
     * can do it.
     *
     * @return that all have accepted it; null if nothing was done, and it has to be
     *     {@linkplain #offerWithoutEnvelope offered}
     */
    public @Nullable PublishResult callWithoutEnvelope(Object event) {
        DispatcherStep step = stepWithoutEnvelope;
        ThreadCells.Cell @Nullable [] cells = cellsWithoutEnvelope;
        return step != null && cells != null ? step.runWithoutEnvelope(event, cells) : null;
    }

    /**
     * Offers an event as {@link #offer} does, without an envelope. For a route with nothing but one step of direct
     * handlers that is small enough to become a part of each publisher's code.
     */
    public long offerWithoutEnvelope(Object event) {
        DirectStep only = onlyStep;
        return only != null ? only.run(event, event, null) : offer(event, null);
    }

    /**
     * Whether {@link #offerAll} may be used: there are channels only, and nothing has to be asked or noted for each
     * event.
     */
    public boolean takesMany() {
        if (directSteps.length > 0 || wantsEnvelope() || channels.length == 0 || channels.length > Long.SIZE) {
            return false;
        }
        for (ChannelIntake channel : channels) {
            if (!channel.acceptsBatches()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Offers events to every channel, as many at once as there is room for.
     *
     * @param unmatched is called with each event that no subscription accepted or dropped
     * @return how many accepted and dropped them, as {@link PackedResult} packs it
     */
    public long offerAll(Object[] events, Consumer<Object> unmatched) {
        return new BatchOffer(channels, events, capacityWait).run(unmatched);
    }
}

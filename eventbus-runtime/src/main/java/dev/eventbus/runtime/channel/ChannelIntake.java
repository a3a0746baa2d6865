package dev.eventbus.runtime.channel;

import dev.eventbus.Breaker;
import dev.eventbus.DropReason;
import dev.eventbus.Overflow;
import dev.eventbus.PublishReport.Outcome;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EventKey;
import dev.eventbus.runtime.delivery.EventTracker;
import dev.eventbus.runtime.execution.Backoff;
import dev.eventbus.runtime.execution.Parker;
import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.queue.DisplacingQueue;
import dev.eventbus.runtime.queue.KeyedQueue;
import dev.eventbus.runtime.resilience.CircuitBreaker;
import dev.eventbus.runtime.subscription.OfferResult;
import dev.eventbus.runtime.subscription.SubscriptionSpec;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The publishers' side of a channel: what becomes of an event that is offered, by the channel's filter, key and overflow policy, and
 * who is told.
 */
public final class ChannelIntake {

    private static final int SPINS = 100;
    private static final int YIELDS = 10_000;

    private final ChannelSubscription subscription;
    private final ChannelCore core;
    private final ChannelState state;
    private final ChannelQueue queue;
    // Nothing but the capacity stands between an event and the queue: no filter, no key, no context, and it is the new
    // event that is dropped or waits.
    private final boolean plain;
    // The queue, if publishers make room in it; else null.
    private final @Nullable DisplacingQueue displacing;
    // Null where nothing asks for keys.
    private final @Nullable EventKey key;
    // Null for handlers without a context, which cannot ask, and for concurrent ones, where "before" means nothing.
    private final @Nullable MissedEvents missed;
    // Null for other policies than BLOCK.
    private final @Nullable WaitQueue waitingRoom;
    // How many publishers may just have removed an event and not told of it yet; null where publishers remove none.
    private final @Nullable AtomicInteger removing;
    // Null for a subscription that does not begin with events of the past.
    private final @Nullable ReplayGate replay;
    // Null unless publishers have to ask it, because events do not wait while it is open.
    private final @Nullable CircuitBreaker breaker;

    ChannelIntake(
            ChannelSubscription subscription, ChannelCore core, @Nullable EventKey key, CircuitBreaker ofHandler) {
        SubscriptionSpec spec = subscription.spec();
        this.subscription = subscription;
        this.state = core.state;
        this.key = key;
        this.core = core;
        this.missed = core.missed;
        this.waitingRoom = core.waiting;
        this.queue = core.queue;
        this.displacing = spec.overflow() == Overflow.DROP_OLDEST && queue instanceof DisplacingQueue can ? can : null;
        this.removing = displacing != null || spec.overflow() == Overflow.CONFLATE ? new AtomicInteger() : null;
        this.replay = spec.handler().replay() > 0 ? new ReplayGate() : null;
        this.breaker = ofHandler.whileOpen() != Breaker.WhileOpen.WAIT ? ofHandler : null;
        this.plain = replay == null
                && breaker == null
                && !spec.filtered()
                && !spec.once()
                && key == null
                && missed == null
                && displacing == null;
    }

    /** Whose channel it is. */
    public ChannelSubscription subscription() {
        return subscription;
    }

    /** The id of its subscription. */
    public long subscriptionId() {
        return subscription.id();
    }

    /** Asks for a report of what was dropped. */
    public void requestReport() {
        subscription.requestReport();
    }

    // ---- Publishing threads

    /**
     * Offers an event.
     *
     * @param item what goes into the queue: the event, or its envelope
     * @param event the event itself, for the filter and the key
     */
    public OfferResult offer(Object item, Object event) {
        if (plain && item == event) {
            ChannelQueue.Offer result = queue.offer(item, null);
            if (result == ChannelQueue.Offer.ACCEPTED) {
                try {
                    subscription.wake();
                } catch (Throwable exhausted) {
                    // The event is accepted. Without a call, since there may be no stack: whoever comes next wakes it.
                    subscription.consumers.drains.stranded = true;
                }
                return OfferResult.ACCEPTED;
            }
            return refused(item, result);
        }
        return offerWithMore(item, event);
    }

    /** What it means that the queue has not accepted an event about which there is nothing to note. */
    private OfferResult refused(Object item, ChannelQueue.Offer result) {
        return switch (result) {
            case FULL -> waitingRoom != null ? OfferResult.FULL : dropPlain(item);
            case FAILED -> {
                subscription.lostBeforeHandler(item, DropReason.OVERFLOW, null);
                // Counted as a loss by whoever comes to its place in the queue, which this makes sure of.
                subscription.wake();
                yield OfferResult.DROPPED;
            }
            case SHUT -> state.whenEnded();
            case ACCEPTED, REPLACED -> OfferResult.ACCEPTED;
        };
    }

    private OfferResult dropPlain(Object item) {
        subscription.lostBeforeHandler(item, DropReason.OVERFLOW, null);
        subscription.countLost(DropReason.OVERFLOW, 1);
        return OfferResult.DROPPED;
    }

    /** Whether {@link #offerAll} may be used: nothing has to be asked or noted for each event. */
    public boolean takesMany() {
        return plain;
    }

    /**
     * Offers events until one finds no room.
     *
     * @return how many were accepted
     */
    public int offerAll(Object[] events, int from, int to) {
        int accepted = from == to ? 0 : queue.offerAll(events, from, to);
        if (accepted > 0) {
            try {
                subscription.wake();
            } catch (Throwable exhausted) {
                // As in offer.
                subscription.consumers.drains.stranded = true;
            }
        }
        return accepted;
    }

    /** Offers an event about which there is more to ask than whether it has room. */
    private OfferResult offerWithMore(Object item, Object event) {
        if (replay != null && !replay.admits(item)) {
            return OfferResult.NO_MATCH;
        }
        if (subscription.spec().filtered()) {
            OfferResult filtered = subscription.filter(item, event);
            if (filtered != OfferResult.ACCEPTED) {
                if (filtered == OfferResult.DROPPED) {
                    tellRefused(item, DropReason.FILTER_FAILED);
                }
                return filtered;
            }
        }
        if (breaker != null && breaker.refuses()) {
            return state.isActive() ? drop(item, DropReason.BREAKER_OPEN) : state.whenEnded();
        }
        if (!subscription.claimOnce()) {
            return OfferResult.NO_MATCH;
        }
        OfferResult offered = offerAgain(item, event);
        return offered == OfferResult.FULL && waitingRoom == null ? drop(item, DropReason.OVERFLOW) : offered;
    }

    /** Offers an event that {@link #offer} found no room for, or that is its first try. */
    public OfferResult offerAgain(Object item, Object event) {
        Object itsKey = null;
        if (key != null) {
            try {
                itsKey = key.of(event);
            } catch (Throwable failure) {
                return keyFailed(item, failure);
            }
        }
        Object queued = missed == null ? item : missed.stamped((Envelope) item);
        Envelope trackedEnvelope = EventTracker.trackedEnvelope(item);
        if (trackedEnvelope != null) {
            core.tracked().add(trackedEnvelope);
        }
        ChannelQueue.Offer result;
        try {
            result = enqueue(queued, itsKey);
        } catch (Throwable failure) {
            takeBack(queued, trackedEnvelope);
            return keyFailed(item, failure);
        }
        return switch (result) {
            case ACCEPTED -> {
                try {
                    subscription.wake();
                } catch (Throwable exhausted) {
                    // As in offer.
                    subscription.consumers.drains.stranded = true;
                }
                yield OfferResult.ACCEPTED;
            }
            case REPLACED -> OfferResult.ACCEPTED;
            case FAILED -> {
                takeBack(queued, trackedEnvelope);
                tellRefused(item, DropReason.OVERFLOW);
                subscription.lostBeforeHandler(item, DropReason.OVERFLOW, null);
                // Counted as a loss by whoever comes to its place in the queue, which this makes sure of.
                subscription.releaseOnce();
                subscription.wake();
                yield OfferResult.DROPPED;
            }
            case FULL -> {
                takeBack(queued, trackedEnvelope);
                yield OfferResult.FULL;
            }
            case SHUT -> {
                takeBack(queued, trackedEnvelope);
                yield state.whenEnded();
            }
        };
    }

    private void takeBack(Object queued, @Nullable Envelope trackedEnvelope) {
        if (missed != null) {
            missed.takeBack(queued);
        }
        if (trackedEnvelope != null) {
            core.tracked().withdraw(trackedEnvelope);
        }
    }

    /** A user's key function threw, or {@code hashCode} or {@code equals} of what it gave. */
    private OfferResult keyFailed(Object item, Throwable failure) {
        subscription.releaseOnce();
        if (!state.isActive()) {
            return state.whenEnded();
        }
        subscription.recordRefusal(item, failure);
        return drop(item, DropReason.KEY_FAILED, failure);
    }

    /** Gives up an event that did not come into the queue. */
    public OfferResult drop(Object item, DropReason reason) {
        return drop(item, reason, null);
    }

    /** Gives up an event that matched, because the subscription has ended while it was on its way. */
    public OfferResult dropEnded(Object item) {
        return drop(item, state.lossReason(), null);
    }

    private OfferResult drop(Object item, DropReason reason, @Nullable Throwable cause) {
        tellRefused(item, reason);
        subscription.lostBeforeHandler(item, reason, cause);
        subscription.countLost(reason, 1);
        return OfferResult.DROPPED;
    }

    /** Counts an event as missed that did not come into the queue. */
    void missOne() {
        if (missed != null) {
            missed.refused();
        }
    }

    /** Tells those who count or follow events one by one that one of them did not come into the queue. */
    private void tellRefused(Object item, DropReason reason) {
        missOne();
        Envelope envelope = EventTracker.trackedEnvelope(item);
        if (envelope != null) {
            Outcome outcome =
                    reason == DropReason.CANCELLED || reason == DropReason.CLOSED ? Outcome.DISCARDED : Outcome.DROPPED;
            EventTracker.of(envelope).told(subscription.id(), subscription.name(), outcome, reason, null);
        }
    }

    private ChannelQueue.Offer enqueue(Object item, @Nullable Object itsKey) {
        if (removing == null) {
            return queue.offer(item, itsKey);
        }
        removing.incrementAndGet();
        try {
            return enqueueInPlaceOf(item, itsKey);
        } finally {
            removing.decrementAndGet();
        }
    }

    private ChannelQueue.Offer enqueueInPlaceOf(Object item, @Nullable Object itsKey) {
        ChannelQueue.Offer result = queue.offer(item, itsKey);
        while (displacing != null && result == ChannelQueue.Offer.FULL) {
            Object displaced = displacing.displace();
            if (displaced != null) {
                if (displaced != ChannelQueue.HOLE) {
                    displaced(key != null ? KeyedQueue.itemOf(displaced) : displaced);
                }
                subscription.countLost(DropReason.OVERFLOW, 1);
            }
            result = queue.offer(item, itsKey);
        }
        return result;
    }

    /** An item left the queue to make room. */
    private void displaced(Object item) {
        endTracked(item, Outcome.DROPPED, DropReason.OVERFLOW);
        subscription.lostBeforeHandler(missed != null ? MissedEvents.envelope(item) : item, DropReason.OVERFLOW, null);
    }

    private void endTracked(Object item, Outcome outcome, @Nullable DropReason reason) {
        if (EventTracker.trackedEnvelope(item) != null) {
            core.tracked().ended(item, outcome, reason);
        }
    }

    // ---- Threads that redrive

    /**
     * Offers an event that was lost here once more, in an envelope that nobody follows. It takes no place but a free one.
     *
     * @return whether it was accepted
     */
    boolean redrive(Envelope envelope) {
        if (!subscription.claimOnce()) {
            return false;
        }
        boolean accepted = false;
        Object queued = missed == null ? envelope : missed.stamped(envelope);
        try {
            Object itsKey = key == null ? null : key.of(envelope.event());
            ChannelQueue.Offer result =
                    queue instanceof KeyedQueue keyed ? keyed.offerBehind(queued, itsKey) : queue.offer(queued, null);
            accepted = result == ChannelQueue.Offer.ACCEPTED;
            if (accepted || result == ChannelQueue.Offer.FAILED) {
                subscription.wake();
            }
        } catch (Throwable keyFailed) {
            // As it may have done before: then it is where it was.
            accepted = false;
        }
        if (accepted) {
            subscription.countRedriven();
        } else {
            if (missed != null) {
                missed.takeBack(queued);
            }
            subscription.releaseOnce();
        }
        return accepted;
    }

    // ---- The subscribing thread, for a subscription that begins with events of the past

    /** Whether the subscription begins with events of the past. */
    public boolean replays() {
        return replay != null;
    }

    /** Lets publishers wait until the past is there; before they can see the subscription. */
    public void closeForReplay() {
        Objects.requireNonNull(replay).close();
    }

    /** Offers events of the past, and lets publishers go on. In any case to be called after {@link #closeForReplay}. */
    public void replay(List<Envelope> past, long newest) {
        try {
            for (Envelope published : past) {
                Envelope envelope = published.replayed();
                OfferResult offered = offer(envelope, envelope.event());
                if (offered == OfferResult.FULL) {
                    drop(envelope, DropReason.OVERFLOW);
                } else if (offered == OfferResult.LATE) {
                    dropEnded(envelope);
                }
            }
        } finally {
            Objects.requireNonNull(replay).open(newest);
        }
    }

    // ---- Publishing threads under BLOCK

    /** How long a publisher may wait for room, in nanoseconds; {@link Long#MAX_VALUE} for no limit. */
    public long blockNanos() {
        long millis = subscription.spec().handler().blockMillis();
        return millis < 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /**
     * Whether an offer would find room now.
     *
     * @param places how many free places are asked for; half of the capacity if it is less
     */
    public boolean hasRoom(int places) {
        int capacity = queue.capacity();
        return capacity - queue.depth() >= Math.min(places, Math.max(1, capacity / 2)) || isEnded();
    }

    private boolean isEnded() {
        return state.refusesEvents();
    }

    /** Whether no offer will find room any more, since the bus closes. */
    public boolean isClosedByBus() {
        return state.whenEnded() == OfferResult.LATE;
    }

    /**
     * A publisher has found no room and begins to wait; until {@link #settled} the event is neither accepted nor lost,
     * and the subscription is not quiet.
     */
    public void beginWaiting() {
        if (waitingRoom != null) {
            waitingRoom.begin();
        }
    }

    /** What became of the event for which {@link #beginWaiting} was called has been counted. */
    public void settled() {
        if (waitingRoom != null && waitingRoom.settled()) {
            subscription.publisherSettled();
        }
    }

    /** Whether a publisher waits, or has waited and not counted yet what became of its event. */
    boolean isWaitedFor() {
        return waitingRoom != null && waitingRoom.isWaitedFor();
    }

    /** Lets a publisher be woken when there is room again. It has to try once more before it sleeps. */
    public void awaitRoom(Parker publisher) {
        if (waitingRoom != null) {
            waitingRoom.enter(publisher);
        }
    }

    /** The publisher does not wait any more. */
    public void stopAwaitingRoom(Parker publisher) {
        if (waitingRoom != null) {
            waitingRoom.leave(publisher);
        }
    }

    // ---- Routes, which bypass channels that stay full

    /** Whether publishers may bypass the channel while it is full: it drops whatever it is offered, and nobody keeps or follows what it drops. */
    public boolean canBeBypassed() {
        return plain && waitingRoom == null && !subscription.keepsDrops();
    }

    /** Whether an event that is offered now would find no room. */
    public boolean isFull() {
        return state.isActive() && queue.depth() >= queue.capacity();
    }

    /** How many events were consumed: changes with each slot that becomes free. */
    public long consumed() {
        return queue.handedOver();
    }

    /** Somebody is about to bypass this channel, until it {@linkplain ReinstateListener#reinstate asks for events again}. */
    public void bypass(ReinstateListener owner) {
        core.bypass().addOwner(owner);
    }

    /** Counts the drops of this counter as drops of this channel, too. */
    public void addCounter(SharedDropCounter counter) {
        core.bypass().addCounter(counter);
    }

    /** Ends the bypass of this channel, if there is one. */
    public void reinstate() {
        core.reinstate();
    }

    // ---- Drains, and who ends the subscription

    /** Tells those who follow events that wait here that these were left behind. */
    void discardTracked(DropReason reason) {
        TrackedEvents known = core.trackedIfAny();
        if (known != null) {
            known.discardAll(reason);
        }
    }

    /** Lets publishers that wait for room know that there will be none, after the queue was shut. */
    void end() {
        if (waitingRoom != null) {
            waitingRoom.wakeAll();
        }
    }

    /**
     * Waits until no event is between the queue and being told of as displaced or replaced, after the queue was shut: some
     * instructions. Not for ever, since the {@code equals} of a user's keys runs there too, and might cancel.
     */
    void awaitRemoved() {
        for (int look = 0; removing != null && removing.get() > 0 && look < SPINS + YIELDS; look++) {
            Backoff.pause(look, SPINS);
        }
    }
}

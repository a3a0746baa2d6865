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
import dev.eventbus.runtime.queue.OrderedTicketQueue;
import dev.eventbus.runtime.queue.RingQueue;
import dev.eventbus.runtime.queue.TicketQueue;
import dev.eventbus.runtime.resilience.CircuitBreaker;
import dev.eventbus.runtime.resilience.ResiliencePolicy;
import dev.eventbus.runtime.subscription.OfferResult;
import dev.eventbus.runtime.subscription.Reading;
import dev.eventbus.runtime.subscription.SubscriptionSpec;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The publishers' side of a channel: what becomes of an event that is offered, by the channel's filter, key and overflow policy, and
 * who is told.
 */
public final class ChannelIntake {

    private static final int SPINS = 100;
    private static final int YIELDS = 10_000;

    private final ChannelSubscription subscription;
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
    // Null until the first event that its publisher follows.
    private volatile @Nullable TrackedEvents tracked;
    // Null until the channel is left out for the first time.
    private volatile @Nullable Bypass leftOut;

    ChannelIntake(ChannelSubscription subscription, @Nullable EventKey key) {
        SubscriptionSpec spec = subscription.spec;
        this.subscription = subscription;
        this.key = key;
        this.missed = spec.takesContext() && !spec.isConcurrent() ? new MissedEvents() : null;
        this.waitingRoom = spec.overflow() == Overflow.BLOCK ? new WaitQueue() : null;
        this.queue = newQueue(spec);
        this.displacing = spec.overflow() == Overflow.DROP_OLDEST && queue instanceof DisplacingQueue can ? can : null;
        this.removing = displacing != null || spec.overflow() == Overflow.CONFLATE ? new AtomicInteger() : null;
        this.replay = spec.handler().replay() > 0 ? new ReplayGate() : null;
        ResiliencePolicy policy = subscription.callPolicy();
        CircuitBreaker ofHandler = policy == null ? null : policy.breaker();
        this.breaker = ofHandler != null && ofHandler.whileOpen() != Breaker.WhileOpen.WAIT ? ofHandler : null;
        this.plain = replay == null
                && breaker == null
                && !spec.filtered()
                && !spec.once()
                && key == null
                && missed == null
                && displacing == null;
    }

    /** Whether events wait by their keys, in a {@link KeyedQueue}. */
    boolean isKeyed() {
        return key != null;
    }

    private ChannelQueue newQueue(SubscriptionSpec spec) {
        int capacity = spec.handler().capacity();
        if (key != null) {
            BinaryOperator<Object> successor = missed == null ? (old, newer) -> newer : MissedEvents::successor;
            return KeyedQueue.make(capacity, spec.overflow() == Overflow.CONFLATE, successor, this::replaced);
        }
        if (missed != null && spec.overflow() == Overflow.DROP_OLDEST) {
            return OrderedTicketQueue.make(capacity, MissedEvents::carriedBy);
        }
        boolean severalTake = spec.isConcurrent() || spec.reading() == Reading.BY_RECEIVING;
        return spec.overflow() == Overflow.DROP_OLDEST || severalTake
                ? TicketQueue.make(capacity)
                : new RingQueue(capacity);
    }

    /** Whose channel it is. */
    public ChannelSubscription subscription() {
        return subscription;
    }

    ChannelQueue queue() {
        return queue;
    }

    @Nullable
    MissedEvents missed() {
        return missed;
    }

    /** The events that wait here and that their publishers follow. */
    TrackedEvents tracked() {
        TrackedEvents known = tracked;
        if (known == null) {
            synchronized (this) {
                known = tracked;
                if (known == null) {
                    known = new TrackedEvents(subscription);
                    tracked = known;
                }
            }
        }
        return known;
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
                    if (subscription.takers instanceof DrainGroup drains) {
                        drains.first.drains.stranded = true;
                    }
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
                subscription.diedOnItsWay(item, DropReason.OVERFLOW, null);
                // Counted as a loss by whoever comes to its place in the queue, which this makes sure of.
                subscription.wake();
                yield OfferResult.DROPPED;
            }
            case SHUT -> subscription.whenEnded();
            case ACCEPTED, REPLACED -> OfferResult.ACCEPTED;
        };
    }

    private OfferResult dropPlain(Object item) {
        subscription.diedOnItsWay(item, DropReason.OVERFLOW, null);
        subscription.lost(DropReason.OVERFLOW, 1);
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
                if (subscription.takers instanceof DrainGroup drains) {
                    drains.first.drains.stranded = true;
                }
            }
        }
        return accepted;
    }

    /** Offers an event about which there is more to ask than whether it has room. */
    private OfferResult offerWithMore(Object item, Object event) {
        if (replay != null && !replay.admits(item)) {
            return OfferResult.NO_MATCH;
        }
        if (subscription.spec.filtered()) {
            OfferResult refused = subscription.refusedByFilter(item, event);
            if (refused != null) {
                if (refused == OfferResult.DROPPED) {
                    tellRefused(item, DropReason.FILTER_FAILED);
                }
                return refused;
            }
        }
        if (breaker != null && breaker.refuses()) {
            return subscription.isActive() ? drop(item, DropReason.BREAKER_OPEN) : subscription.whenEnded();
        }
        if (subscription.isUsedUp()) {
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
            tracked().add(trackedEnvelope);
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
                    if (subscription.takers instanceof DrainGroup drains) {
                        drains.first.drains.stranded = true;
                    }
                }
                yield OfferResult.ACCEPTED;
            }
            case REPLACED -> OfferResult.ACCEPTED;
            case FAILED -> {
                takeBack(queued, trackedEnvelope);
                tellRefused(item, DropReason.OVERFLOW);
                subscription.diedOnItsWay(item, DropReason.OVERFLOW, null);
                // Counted as a loss by whoever comes to its place in the queue, which this makes sure of.
                subscription.useAgain();
                subscription.wake();
                yield OfferResult.DROPPED;
            }
            case FULL -> {
                takeBack(queued, trackedEnvelope);
                yield OfferResult.FULL;
            }
            case SHUT -> {
                takeBack(queued, trackedEnvelope);
                yield subscription.whenEnded();
            }
        };
    }

    private void takeBack(Object queued, @Nullable Envelope trackedEnvelope) {
        if (missed != null) {
            missed.takeBack(queued);
        }
        if (trackedEnvelope != null) {
            tracked().withdraw(trackedEnvelope);
        }
    }

    /** A user's key function threw, or {@code hashCode} or {@code equals} of what it gave. */
    private OfferResult keyFailed(Object item, Throwable failure) {
        subscription.useAgain();
        if (!subscription.isActive()) {
            return subscription.whenEnded();
        }
        subscription.keepUserFailure(item, failure);
        return drop(item, DropReason.KEY_FAILED, failure);
    }

    /** Gives up an event that did not come into the queue. */
    public OfferResult drop(Object item, DropReason reason) {
        return drop(item, reason, null);
    }

    /** Gives up an event that matched, because the subscription has ended while it was on its way. */
    public OfferResult dropEnded(Object item) {
        return drop(item, subscription.whyEnded(), null);
    }

    private OfferResult drop(Object item, DropReason reason, @Nullable Throwable cause) {
        tellRefused(item, reason);
        subscription.diedOnItsWay(item, reason, cause);
        subscription.lost(reason, 1);
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
                subscription.lost(DropReason.OVERFLOW, 1);
            }
            result = queue.offer(item, itsKey);
        }
        return result;
    }

    /** An item left the queue to make room. */
    private void displaced(Object item) {
        endTracked(item, Outcome.DROPPED, DropReason.OVERFLOW);
        subscription.diedOnItsWay(missed != null ? MissedEvents.envelope(item) : item, DropReason.OVERFLOW, null);
    }

    /** An item left its place to one with the same key. */
    private void replaced(Object item) {
        endTracked(item, Outcome.CONFLATED, null);
    }

    private void endTracked(Object item, Outcome outcome, @Nullable DropReason reason) {
        if (EventTracker.trackedEnvelope(item) != null) {
            tracked().ended(item, outcome, reason);
        }
    }

    // ---- Threads that redrive

    /**
     * Offers an event that was lost here once more, in an envelope that nobody follows. It takes no place but a free one.
     *
     * @return whether it was accepted
     */
    boolean redrive(Envelope envelope) {
        if (subscription.isUsedUp()) {
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
            subscription.useAgain();
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
        long millis = subscription.spec.handler().blockMillis();
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
        return subscription.refusesEvents();
    }

    /** Whether no offer will find room any more, since the bus closes. */
    public boolean isClosedByBus() {
        return subscription.whenEnded() == OfferResult.LATE;
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

    // ---- Routes, which leave out channels that stay full

    /** Whether a full channel may be left out of offering: it drops whatever it is offered, and nobody keeps or follows what it drops. */
    public boolean canBeLeftOut() {
        return plain && waitingRoom == null && !subscription.keepsDrops;
    }

    /** Whether an event that is offered now would find no room. */
    public boolean isFull() {
        return subscription.isActive() && queue.depth() >= queue.capacity();
    }

    /** How many events it has handed over: changes with each that makes room. */
    public long handedOver() {
        return queue.handedOver();
    }

    /** Somebody is about to leave this channel out, until it {@linkplain ReinstateListener#bringBack asks for events again}. */
    public void leaveOut(ReinstateListener owner) {
        leftOut().by(owner);
    }

    /** Lets this channel count what is counted there as its own losses. */
    public void countedBy(SharedDropCounter skipped) {
        leftOut().countedBy(skipped);
    }

    private Bypass leftOut() {
        Bypass known = leftOut;
        if (known == null) {
            synchronized (this) {
                known = leftOut;
                if (known == null) {
                    known = new Bypass();
                    leftOut = known;
                }
            }
        }
        return known;
    }

    /** Asks for events again, if it was left out. */
    public void bringBack() {
        Bypass known = leftOut;
        if (known != null && known.isByAny()) {
            known.bringBack(this);
        }
    }

    /** How many events it dropped while it was left out. */
    long droppedLeftOut() {
        Bypass known = leftOut;
        return known == null ? 0 : known.dropped();
    }

    /** What is dropped from now on leads to another report. */
    void reported() {
        Bypass known = leftOut;
        if (known != null) {
            known.reported();
        }
    }

    // ---- Drains, and who ends the subscription

    /** An item was taken: wakes a publisher once half of the channel is free, so that it comes back for more than one. */
    void madeRoom() {
        bringBack();
        WaitQueue room = waitingRoom;
        if (room != null && !room.isEmpty() && queue.depth() <= queue.capacity() / 2) {
            room.wakeFirst();
        }
    }

    /** Tells those who follow events that wait here that these were left behind. */
    void discardTracked(DropReason reason) {
        TrackedEvents known = tracked;
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

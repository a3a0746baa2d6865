package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.Overflow;
import dev.eventbus.PublishReport.Outcome;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EventKey;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.execution.RoomSignal;
import dev.eventbus.runtime.execution.SpinThenYield;
import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.queue.DisplacingQueue;
import dev.eventbus.runtime.queue.KeyedQueue;
import dev.eventbus.runtime.queue.RingQueue;
import dev.eventbus.runtime.queue.TicketQueue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A subscription with a channel: publishers offer events to its queue, and its {@linkplain ChannelDrain drains} take them out.
 * This is the publishing side, and its beginning, pausing and end.
 */
public final class ChannelSubscription extends BusSubscription {

    /** Flag: accepts, but nothing is taken. */
    private static final int PAUSED = 1;
    /** Flag: cancelled or closed; nothing is accepted or taken any more. Never cleared. */
    private static final int ENDED = 2;

    private static final int SPINS = 100;
    private static final int YIELDS = 10_000;

    private static final VarHandle FLAGS;
    private static final VarHandle END_REASON;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            FLAGS = lookup.findVarHandle(ChannelSubscription.class, "flags", int.class);
            END_REASON = lookup.findVarHandle(ChannelSubscription.class, "endReason", DropReason.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Object bus;
    private final ChannelQueue queue;
    private final ChannelDrain[] drains;
    // Nothing but the queue's capacity stands between an event and the queue: no filter, key, context, and it is the
    // new event
    // that is dropped or waits.
    private final boolean plain;
    // The queue, if publishers make room in it; else null.
    private final @Nullable DisplacingQueue displacing;

    // Null where nothing asks for keys.
    private final @Nullable EventKey key;
    // Null for handlers without a context, which cannot ask, and for concurrent ones, where "before" means nothing.
    private final @Nullable MissedEvents missed;
    // Null for other policies than BLOCK.
    private final @Nullable WaitingRoom waitingRoom;

    // How many publishers may just have removed an event and not told of it yet; null where publishers remove none.
    private final @Nullable AtomicInteger removing;

    private final TrackedEvents tracked = new TrackedEvents(this);

    private volatile int flags;

    private volatile @Nullable DropReason endReason;

    /**
     * A subscription without events.
     *
     * @param bus what {@link HandlerStack} knows its bus by
     * @param key what events have in common, for a subscription that conflates or keeps keys in order; else null
     */
    public ChannelSubscription(
            Object bus,
            SubscriptionSpec spec,
            HandlerCall call,
            @Nullable EventKey key,
            DrainQueue executor,
            SubscriptionObserver observer) {
        super(spec, call, observer);
        this.bus = bus;
        this.key = key;
        this.missed = spec.takesContext() && !spec.isConcurrent() ? new MissedEvents() : null;
        this.waitingRoom = spec.overflow() == Overflow.BLOCK ? new WaitingRoom() : null;
        this.queue = newQueue();
        this.displacing = spec.overflow() == Overflow.DROP_OLDEST && queue instanceof DisplacingQueue can ? can : null;
        this.removing = displacing != null || spec.overflow() == Overflow.CONFLATE ? new AtomicInteger() : null;
        this.plain = !spec.filtered() && !spec.once() && key == null && missed == null && displacing == null;
        this.drains = new ChannelDrain[spec.handler().concurrency()];
        for (int number = 0; number < drains.length; number++) {
            drains[number] = new ChannelDrain(this, ChannelDelivery.of(this, queue, missed), executor);
        }
    }

    private ChannelQueue newQueue() {
        int capacity = spec.handler().capacity();
        if (key != null) {
            return new KeyedQueue(capacity, spec.overflow() == Overflow.CONFLATE, this::replaced);
        }
        return spec.overflow() == Overflow.DROP_OLDEST || spec.isConcurrent()
                ? new TicketQueue(capacity)
                : new RingQueue(capacity);
    }

    // ---- Publishing threads

    /**
     * Offers an event.
     *
     * @param item what goes into the queue: the event, or its envelope
     * @param event the event itself, for the filter and the key
     */
    public Offered offer(Object item, Object event) {
        if (plain && item == event) {
            ChannelQueue.Offer result = queue.offer(item, null);
            if (result == ChannelQueue.Offer.ACCEPTED) {
                wake();
                return Offered.ACCEPTED;
            }
            if (result == ChannelQueue.Offer.FULL) {
                if (waitingRoom != null) {
                    return Offered.FULL;
                }
                lost(DropReason.OVERFLOW, 1);
                return Offered.DROPPED;
            }
        }
        return offerWithMore(item, event);
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
            wake();
        }
        return accepted;
    }

    /** Offers an event about which there is more to ask than whether it has room. */
    private Offered offerWithMore(Object item, Object event) {
        if (spec.filtered()) {
            Offered refused = refusedByFilter(event);
            if (refused != null) {
                if (refused == Offered.DROPPED) {
                    tellRefused(item, DropReason.FILTER_FAILED);
                }
                return refused;
            }
        }
        if (isUsedUp()) {
            return Offered.NO_MATCH;
        }
        Offered offered = offerAgain(item, event);
        return offered == Offered.FULL && waitingRoom == null ? drop(item, DropReason.OVERFLOW) : offered;
    }

    /** Offers an event that {@link #offer} found no room for, or that is its first try. */
    public Offered offerAgain(Object item, Object event) {
        Object itsKey = null;
        if (key != null) {
            try {
                itsKey = key.of(event);
            } catch (Throwable failure) {
                return keyFailed(item, failure);
            }
        }
        Object queued = missed == null ? item : missed.stamped((Envelope) item);
        Envelope trackedEnvelope = TrackedEvents.tracked(item);
        if (trackedEnvelope != null) {
            tracked.add(trackedEnvelope);
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
                wake();
                yield Offered.ACCEPTED;
            }
            case REPLACED -> Offered.ACCEPTED;
            case FAILED -> {
                takeBack(queued, trackedEnvelope);
                tellRefused(item, DropReason.OVERFLOW);
                // Counted as a loss by whoever comes to its place in the queue, which this makes sure of.
                useAgain();
                wake();
                yield Offered.DROPPED;
            }
            case FULL -> {
                takeBack(queued, trackedEnvelope);
                yield Offered.FULL;
            }
            case SHUT -> {
                takeBack(queued, trackedEnvelope);
                yield Offered.NO_MATCH;
            }
        };
    }

    private void takeBack(Object queued, @Nullable Envelope trackedEnvelope) {
        if (missed != null) {
            missed.takeBack(queued);
        }
        if (trackedEnvelope != null) {
            tracked.withdraw(trackedEnvelope);
        }
    }

    /** A user's key function threw, or {@code hashCode} or {@code equals} of what it gave. */
    private Offered keyFailed(Object item, Throwable failure) {
        useAgain();
        if (!isActive()) {
            return Offered.NO_MATCH;
        }
        keepUserFailure(failure);
        return drop(item, DropReason.KEY_FAILED);
    }

    /** Gives up an event that did not come into the queue. */
    public Offered drop(Object item, DropReason reason) {
        tellRefused(item, reason);
        lost(reason, 1);
        return Offered.DROPPED;
    }

    /** Tells those who count or follow events one by one that one of them did not come into the queue. */
    private void tellRefused(Object item, DropReason reason) {
        if (missed != null) {
            missed.refused();
        }
        Envelope envelope = TrackedEvents.tracked(item);
        if (envelope != null) {
            TrackedEvents.trackerOf(envelope).told(id(), name(), Outcome.DROPPED, reason, null);
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
                lost(DropReason.OVERFLOW, 1);
            }
            result = queue.offer(item, itsKey);
        }
        return result;
    }

    /** An item left the queue to make room. */
    private void displaced(Object item) {
        if (missed != null) {
            missed.displaced(item);
        }
        tracked.ended(item, Outcome.DROPPED, DropReason.OVERFLOW);
    }

    /** An item left its place to one with the same key. */
    private void replaced(Object item) {
        if (missed != null) {
            missed.displaced(item);
        }
        tracked.ended(item, Outcome.CONFLATED, null);
    }

    private void wake() {
        // The item came into the queue before the reads of their status, with a full fence in between, and a drain
        // looks at
        // the queue after it went idle; so one of the two sees the other, and no event is stranded.
        if (!isPaused()) {
            wakeOne();
        }
    }

    // ---- Publishing threads under BLOCK

    /** How long a publisher may wait for room, in nanoseconds; {@link Long#MAX_VALUE} for no limit. */
    public long blockNanos() {
        long millis = spec.handler().blockMillis();
        return millis < 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /**
     * Whether an offer would find room now.
     *
     * @param places how many free places are asked for; half of the capacity if it is less
     */
    public boolean hasRoom(int places) {
        int capacity = queue.capacity();
        return capacity - queue.depth() >= Math.min(places, Math.max(1, capacity / 2)) || !isActive();
    }

    /** Lets a publisher be woken when there is room again. It has to try once more before it sleeps. */
    public void awaitRoom(RoomSignal publisher) {
        if (waitingRoom != null) {
            waitingRoom.enter(publisher);
        }
    }

    /** The publisher does not wait any more. */
    public void stopAwaitingRoom(RoomSignal publisher) {
        if (waitingRoom != null) {
            waitingRoom.leave(publisher);
        }
    }

    // ---- Drains

    void enter(HandlerStack handlers) {
        handlers.enter(bus, this);
    }

    /** Whether nothing may be taken, whatever waits. */
    boolean takesNothing() {
        return flags != 0;
    }

    boolean looksEmpty() {
        return queue.looksEmpty();
    }

    boolean hasNothingToTake() {
        return queue.hasNothingToTake();
    }

    /** An item was taken: wakes a publisher once half of the channel is free, so that it comes back for more than one. */
    void madeRoom() {
        WaitingRoom room = waitingRoom;
        if (room != null && !room.isEmpty() && queue.depth() <= queue.capacity() / 2) {
            room.wakeFirst();
        }
    }

    TrackedEvents tracked() {
        return tracked;
    }

    void drainBecameIdle() {
        observer.quieter();
        if (isEnded()) {
            observer.ended(this);
        }
    }

    // ---- Anybody

    @Override
    public void pause() {
        FLAGS.getAndBitwiseOr(this, PAUSED);
        observer.quieter();
    }

    @Override
    public void resume() {
        int before = (int) FLAGS.getAndBitwiseAnd(this, ~PAUSED);
        if ((before & PAUSED) != 0) {
            // As many drains as there is work for: each offer woke one, had it not been paused.
            for (long waiting = queue.depth(); waiting > 0 && wakeOne(); waiting--) {}
        }
    }

    private boolean wakeOne() {
        for (ChannelDrain drain : drains) {
            if (drain.wake()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isPaused() {
        return (flags & PAUSED) != 0;
    }

    @Override
    public void cancel() {
        if (!isEnded()) {
            observer.cancelled(this);
        }
        end(DropReason.CANCELLED);
    }

    @Override
    public void endByClose() {
        end(DropReason.CLOSED);
    }

    private void end(DropReason reason) {
        END_REASON.compareAndSet(this, null, reason);
        FLAGS.getAndBitwiseOr(this, ENDED);
        if (queue.shut() > 0) {
            requestReport();
        }
        if (waitingRoom != null) {
            waitingRoom.wakeAll();
        }
        for (ChannelDrain drain : drains) {
            drain.delivery().awaitTaken();
        }
        awaitRemoved();
        tracked.discardAll(Objects.requireNonNull(endReason));
        observer.ended(this);
        observer.quieter();
    }

    /**
     * Waits until no event is between the queue and being told of as displaced or replaced, after the queue was shut: some
     * instructions. Not for ever, since the {@code equals} of a user's keys runs there too, and might cancel.
     */
    private void awaitRemoved() {
        for (int look = 0; removing != null && removing.get() > 0 && look < SPINS + YIELDS; look++) {
            SpinThenYield.pause(look, SPINS);
        }
    }

    /** What waited when the queue was shut is counted by the queue itself, so that it is never in between two counters. */
    @Override
    long lostFor(DropReason reason) {
        boolean left = queue.isShut() && endReason == reason;
        return super.lostFor(reason) + (left ? queue.depth() : 0);
    }

    boolean isEnded() {
        return (flags & ENDED) != 0;
    }

    @Override
    public boolean isActive() {
        return !isEnded();
    }

    @Override
    public boolean isQuiet(int ownRuns, boolean holding) {
        // The queue first: what was taken before is being handled, which the drains' status shows until it is done. The
        // other way round, an event could go from the queue to a handler between the two looks.
        boolean ended = queue.isShut();
        boolean nothingToTake = holding || ended || queue.isEmpty();
        if (ownRuns > 0 && drains.length == 1) {
            // The caller is inside this channel's handler: what is queued behind it cannot move before it returns.
            return true;
        }
        boolean nothingLeft = ended && inProgress() == 0;
        int busy = 0;
        for (ChannelDrain drain : drains) {
            if (!drain.isAtRest(nothingLeft)) {
                busy++;
            }
        }
        return nothingToTake && busy <= ownRuns;
    }

    @Override
    public long arrivals() {
        return queue.arrivals();
    }

    @Override
    long failures() {
        long sum = 0;
        for (ChannelDrain drain : drains) {
            sum += drain.delivery().failedCount();
        }
        return sum;
    }

    private long deliveries() {
        long sum = 0;
        for (ChannelDrain drain : drains) {
            sum += drain.delivery().deliveredCount();
        }
        return sum;
    }

    private long inProgress() {
        long finished = deliveries() + failures();
        return Math.max(0, queue.handedOver() - finished);
    }

    @Override
    public List<Thread> runners() {
        List<Thread> runners = new ArrayList<>();
        for (ChannelDrain drain : drains) {
            Thread runner = drain.runner();
            if (runner != null) {
                runners.add(runner);
            }
        }
        return runners;
    }

    @Override
    public SubscriptionStats stats() {
        // Backwards along an event's way, so that one under way is rather missed than seen twice.
        SubscriptionStats.Builder stats = statsWithLosses();
        long delivered = deliveries();
        long failed = failures();
        long inProgress = queue.handedOver() - delivered - failed;
        return stats.delivered(delivered)
                .failed(failed)
                .inProgress(Math.max(0, inProgress))
                .queued(queue.isShut() ? 0 : queue.depth())
                .conflated(queue.replaced())
                .accepted(queue.accepted())
                .depth(queue.highestDepth(), queue.capacity())
                .build();
    }
}

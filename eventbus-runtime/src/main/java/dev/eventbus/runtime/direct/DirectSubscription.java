package dev.eventbus.runtime.direct;

import dev.eventbus.DropReason;
import dev.eventbus.EventContext;
import dev.eventbus.PublishReport.Outcome;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EnvelopeContext;
import dev.eventbus.runtime.delivery.EventTracker;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.OfferResult;
import dev.eventbus.runtime.subscription.SubscriptionObserver;
import dev.eventbus.runtime.subscription.SubscriptionSpec;
import dev.eventbus.runtime.subscription.ThreadCells;
import dev.eventbus.spi.LogText;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A subscription whose handler runs in the publisher's thread, in any number of them at once.
 *
 * <p>Its calls are counted where they are made: in counts of its own, or in those of the steps of routes that call it
 * together with others ({@link DirectCalls}).
 */
public final class DirectSubscription extends BusSubscription {

    private final Object bus;
    private final DirectCalls calls = new DirectCalls();
    private final DirectCounts own = calls.own;
    private final LongAdder failed = new LongAdder();
    private volatile boolean ended;
    // Written before `ended`.
    private boolean closedByBus;

    /**
     * A subscription without calls.
     *
     * @param bus what identifies its bus on the {@link HandlerStack}
     */
    public static BusSubscription make(
            Object bus, SubscriptionSpec spec, HandlerCall call, SubscriptionObserver observer) { // ADR 12
        return new DirectSubscription(bus, spec, call, observer);
    }

    private DirectSubscription(Object bus, SubscriptionSpec spec, HandlerCall call, SubscriptionObserver observer) {
        super(spec, call, observer);
        this.bus = bus;
    }

    /**
     * Offers an event: asks the filter, then calls the handler.
     *
     * @param item the event, or its envelope
     * @param tracker records what becomes of it; or null
     */
    public OfferResult offer(
            Object item, Object event, @Nullable EventContext context, @Nullable EventTracker tracker) {
        if (spec.filtered()) {
            OfferResult filtered = filter(item, event);
            if (filtered == OfferResult.DROPPED && tracker != null) {
                tracker.record(id(), name(), Outcome.DROPPED, DropReason.FILTER_FAILED, null);
            }
            if (filtered != OfferResult.ACCEPTED) {
                return filtered;
            }
        }
        return offerUnfiltered(item, event, context, tracker);
    }

    @Override
    public boolean redrive(Envelope envelope) {
        EventContext context = spec.takesContext() ? new EnvelopeContext(envelope, 1, 0) : null;
        boolean accepted = offerUnfiltered(envelope, envelope.event(), context, null) == OfferResult.ACCEPTED;
        if (accepted) {
            countRedriven();
        }
        return accepted;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // where nothing else is left
    private OfferResult offerUnfiltered(
            Object item, Object event, @Nullable EventContext context, @Nullable EventTracker tracker) {
        if (!claimOnce()) {
            return OfferResult.NO_MATCH;
        }
        ThreadCells.Cell cell = own.own();
        boolean canNest = own.canNest(cell);
        own.begin(cell);
        Throwable thrown = null;
        try {
            if (own.isEnded()) {
                own.withdraw();
                return whenEnded();
            }
            call(cell, canNest, event, context);
        } catch (Throwable failure) {
            thrown = failure;
            fail(item, failure);
        } finally {
            try {
                own.finish(cell);
            } catch (Throwable noStack) {
                // What needs no call, by the only writer, mostly.
                cell.second = cell.second + 1;
            }
            if (spec.once()) {
                cancel();
            }
            onCallFinished();
        }
        if (tracker != null) {
            Outcome outcome = thrown == null ? Outcome.DELIVERED : Outcome.FAILED;
            tracker.record(id(), name(), outcome, null, thrown);
        }
        return OfferResult.ACCEPTED;
    }

    private void call(ThreadCells.Cell cell, boolean canNest, Object event, @Nullable EventContext context)
            throws Throwable {
        EventContext given = spec.takesContext() ? context : null;
        if (!cell.isShared()) {
            if (!canNest) {
                throw nestedTooDeep();
            }
            call.call(event, given);
            return;
        }
        HandlerStack handlers = HandlerStack.current();
        enter(handlers, this);
        try {
            call.call(event, given);
        } finally {
            handlers.leave();
        }
    }

    /**
     * Enters handlers in a thread that has no cell of its own, which would otherwise know that it is in them.
     *
     * @param subscriptions one, or an array of them
     * @throws IllegalStateException if the current thread is in too many handlers
     */
    void enter(HandlerStack handlers, Object subscriptions) {
        if (handlers.depth() >= DirectCounts.MAX_NESTING) {
            throw nestedTooDeep();
        }
        handlers.enter(bus, subscriptions);
    }

    /**
     * The failure of a handler that was not called because direct handlers publish to each other without end. It comes
     * long before the stack is exhausted, since an error in the middle of publishing would leave wrong counts.
     */
    static IllegalStateException nestedTooDeep() {
        return new IllegalStateException("Direct handlers have published to each other " + DirectCounts.MAX_NESTING
                + " deep, and this one was not called. Does a DIRECT handler publish what it handles? To fix it, make"
                + " it a CHANNEL handler.");
    }

    /** Lets a step of a route count for this subscription too. */
    void addCounter(Object step, DirectCounts counts) {
        calls.addCounter(step, counts);
    }

    /** Counts the call that is about to finish, with an event or its envelope, as failed. */
    void fail(Object item, Throwable failure) {
        failed.increment();
        recordFailure(item, failure);
        failedInHandler(item, failure, 1);
        if (failure instanceof InterruptedException) {
            // It is the publisher's thread: its interrupt is not ours to swallow.
            Thread.currentThread().interrupt();
        }
    }

    /** A call is over. */
    void onCallFinished() {
        observer.idleSignal().changed();
        if (ended) {
            observer.onEnded(this);
        }
    }

    @Override
    public void cancel() {
        if (!ended) {
            observer.onCancelled(this);
        }
        end();
    }

    @Override
    public void endByClose() {
        if (!ended) {
            closedByBus = true;
        }
        end();
    }

    private void end() {
        ended = true;
        calls.end();
        observer.idleSignal().changed();
        if (isIdle()) {
            observer.onEnded(this);
        }
    }

    @Override
    public void pause() {
        throw withoutChannel("paused");
    }

    @Override
    public void resume() {
        throw withoutChannel("resumed");
    }

    private UnsupportedOperationException withoutChannel(String what) {
        return new UnsupportedOperationException("The DIRECT handler " + LogText.sanitize(name())
                + " has no channel to hold events and cannot be " + what
                + ". To fix it, use DeliveryMode.CHANNEL, or cancel it and subscribe again.");
    }

    @Override
    public boolean isPaused() {
        return false;
    }

    @Override
    public boolean isActive() {
        return !ended;
    }

    /** Whether it has ended because its bus was closed. */
    boolean isClosedByBus() {
        return ended && closedByBus;
    }

    @Override
    public OfferResult whenEnded() {
        return isClosedByBus() ? OfferResult.LATE : OfferResult.NO_MATCH;
    }

    /** Counts an event as lost for which an offer was {@link OfferResult#LATE}. */
    OfferResult dropLate(Object item) {
        Envelope tracked = Envelope.trackedIn(item);
        if (tracked != null) {
            EventTracker.of(tracked).record(id(), name(), Outcome.DISCARDED, DropReason.CLOSED, null);
        }
        lostBeforeHandler(item, DropReason.CLOSED, null);
        countLost(DropReason.CLOSED, 1);
        return OfferResult.DROPPED;
    }

    @Override
    public boolean isIdle(int ownRuns, boolean ignoresQueued) {
        return calls.sums().inProgress() <= ownRuns;
    }

    @Override
    public int runsOfCurrentThread() {
        return super.runsOfCurrentThread() + calls.runsOfCurrentThread();
    }

    @Override
    public int runsOf(Thread thread) {
        return calls.runsOf(thread);
    }

    @Override
    public int inHandOf(Thread thread) {
        return thread == Thread.currentThread() ? runsOfCurrentThread() : runsOf(thread);
    }

    @Override
    public long arrivals() {
        return calls.sums().begun();
    }

    @Override
    public List<Thread> runners() {
        return List.of();
    }

    @Override
    public long failures() {
        return failed.sum();
    }

    @Override
    public SubscriptionStats stats() {
        SubscriptionStats.Builder stats = statsWithLosses();
        long failures = failed.sum();
        DirectCalls.Sums sums = calls.sums();
        return stats.accepted(sums.begun() - sums.withdrawn())
                .failed(failures)
                .delivered(Math.max(0, sums.finished() - sums.withdrawn() - failures))
                .inProgress(sums.inProgress())
                .build();
    }
}

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
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A subscription whose handler runs in the publisher's thread, in any number of them at once.
 *
 * <p>Its calls are counted where they are made: in counts of its own, or in those of the steps of routes that call it together with
 * others. What a step counted that nobody can reach any more is added to the subscription's sums.
 */
public final class DirectSubscription extends BusSubscription {

    /** After how many new steps those that are gone are looked for. */
    private static final int STEPS_BETWEEN_FOLDS = 16;

    private final Object bus;
    private final DirectCounts own = new DirectCounts();
    private final Queue<CountedStep> steps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger stepsSinceFold = new AtomicInteger();
    private final LongAdder failed = new LongAdder();
    private volatile boolean ended;
    // Written before `ended`.
    private boolean closedByBus;

    // Held while what steps counted is added up, or moved from one of the sums to the other.
    private final ReentrantLock sums = new ReentrantLock();
    private long goneBegun;
    private long goneWithdrawn;

    /**
     * A subscription that was not called yet, typed so that the JVM need not load this class to verify a caller that makes none.
     *
     * @param bus what {@link HandlerStack} knows its bus by
     */
    public static BusSubscription make(
            Object bus, SubscriptionSpec spec, HandlerCall call, SubscriptionObserver observer) {
        return new DirectSubscription(bus, spec, call, observer);
    }

    private DirectSubscription(Object bus, SubscriptionSpec spec, HandlerCall call, SubscriptionObserver observer) {
        super(spec, call, observer);
        this.bus = bus;
    }

    /** What a step of a route counts for this subscription too, for as long as the step may be used. */
    private static final class CountedStep extends WeakReference<Object> {

        final DirectCounts counts;

        CountedStep(Object step, DirectCounts counts) {
            super(step);
            this.counts = counts;
        }

        /** Whether nothing can be counted any more. */
        boolean isGone() {
            return get() == null;
        }
    }

    /**
     * Offers an event: asks the filter, then calls the handler.
     *
     * @param item the event, or its envelope
     * @param tracker wants to know what becomes of it; or null
     */
    public OfferResult offer(
            Object item, Object event, @Nullable EventContext context, @Nullable EventTracker tracker) {
        if (spec.filtered()) {
            OfferResult refused = refusedByFilter(item, event);
            if (refused == OfferResult.DROPPED && tracker != null) {
                tracker.told(id(), name(), Outcome.DROPPED, DropReason.FILTER_FAILED, null);
            }
            if (refused != null) {
                return refused;
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
        if (isUsedUp()) {
            return OfferResult.NO_MATCH;
        }
        ThreadCells.Cell cell = own.own();
        boolean hasRoom = own.hasRoom(cell);
        own.begin(cell);
        Throwable thrown = null;
        try {
            if (own.isEnded()) {
                own.withdraw();
                return whenEnded();
            }
            call(cell, hasRoom, event, context);
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
            madeQuieter();
        }
        if (tracker != null) {
            Outcome outcome = thrown == null ? Outcome.DELIVERED : Outcome.FAILED;
            tracker.told(id(), name(), outcome, null, thrown);
        }
        return OfferResult.ACCEPTED;
    }

    private void call(ThreadCells.Cell cell, boolean hasRoom, Object event, @Nullable EventContext context)
            throws Throwable {
        EventContext given = spec.takesContext() ? context : null;
        if (!cell.isShared()) {
            if (!hasRoom) {
                throw tooDeep();
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
     * Enters the handlers of a thread that has no cell of its own, which would know that it is in them.
     *
     * @param subscriptions one, or an array of them
     * @throws IllegalStateException if the current thread is in too many handlers
     */
    public void enter(HandlerStack handlers, Object subscriptions) {
        if (handlers.depth() >= DirectCounts.MAX_NESTING) {
            throw tooDeep();
        }
        handlers.enter(bus, subscriptions);
    }

    /**
     * Why a handler was not called: direct handlers publish to each other without end. Told long before the stack is exhausted,
     * since an error in the middle of publishing would leave counts that do not add up.
     */
    public static IllegalStateException tooDeep() {
        return new IllegalStateException("Direct handlers have published to each other " + DirectCounts.MAX_NESTING
                + " deep, and this one was not called. Does a DIRECT handler publish what it handles? To fix it, make it"
                + " a CHANNEL handler.");
    }

    /** Lets a step of a route count for this subscription too. */
    public void countedBy(Object step, DirectCounts counts) {
        steps.add(new CountedStep(step, counts));
        // Ending sets this and then looks at the steps.
        if (ended) {
            counts.end();
        }
        if (stepsSinceFold.incrementAndGet() >= STEPS_BETWEEN_FOLDS && sums.tryLock()) {
            try {
                fold();
            } finally {
                sums.unlock();
            }
        }
    }

    /** Adds what steps have counted that are gone to the sums. */
    private void fold() {
        stepsSinceFold.set(0);
        for (Iterator<CountedStep> each = steps.iterator(); each.hasNext(); ) {
            CountedStep step = each.next();
            if (step.isGone()) {
                goneBegun += step.counts.begun();
                goneWithdrawn += step.counts.withdrawn();
                each.remove();
            }
        }
    }

    /** Counts the call that is about to finish, with an event or its envelope, as failed. */
    public void fail(Object item, Throwable failure) {
        failed.increment();
        keepFailure(item, failure);
        diedInHandler(item, failure, 1);
        if (failure instanceof InterruptedException) {
            // It is the publisher's thread: its interrupt is not ours to swallow.
            Thread.currentThread().interrupt();
        }
    }

    /** A call is over. */
    public void madeQuieter() {
        observer.quiet().changed();
        if (ended) {
            observer.ended(this);
        }
    }

    @Override
    public void cancel() {
        if (!ended) {
            observer.cancelled(this);
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
        own.end();
        steps.forEach(step -> step.counts.end());
        observer.quiet().changed();
        if (isQuiet()) {
            observer.ended(this);
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
    public boolean isClosedByBus() {
        return ended && closedByBus;
    }

    @Override
    public OfferResult whenEnded() {
        return isClosedByBus() ? OfferResult.LATE : OfferResult.NO_MATCH;
    }

    /** Counts an event as lost for which an offer was {@link OfferResult#LATE}. */
    public OfferResult dropLate(Object item) {
        Envelope tracked = EventTracker.trackedEnvelope(item);
        if (tracked != null) {
            EventTracker.of(tracked).told(id(), name(), Outcome.DISCARDED, DropReason.CLOSED, null);
        }
        diedOnItsWay(item, DropReason.CLOSED, null);
        lost(DropReason.CLOSED, 1);
        return OfferResult.DROPPED;
    }

    @Override
    public boolean isQuiet(int ownRuns, boolean holding) {
        Sums now = sums();
        return now.begun - now.finished <= ownRuns;
    }

    @Override
    public int runsOfCurrentThread() {
        int runs = super.runsOfCurrentThread() + own.runsOfCurrentThread();
        for (CountedStep step : steps) {
            runs += step.counts.runsOfCurrentThread();
        }
        return runs;
    }

    @Override
    public int runsOf(Thread thread) {
        int runs = own.runsOf(thread);
        for (CountedStep step : steps) {
            runs += step.counts.runsOf(thread);
        }
        return runs;
    }

    @Override
    public int inHandOf(Thread thread) {
        return thread == Thread.currentThread() ? runsOfCurrentThread() : runsOf(thread);
    }

    @Override
    public long arrivals() {
        return sums().begun;
    }

    @Override
    public List<Thread> runners() {
        return List.of();
    }

    @Override
    public long failures() {
        return failed.sum();
    }

    /** What all steps have counted. */
    private record Sums(long begun, long finished, long withdrawn) {}

    private Sums sums() {
        sums.lock();
        try {
            long withdrawn = goneWithdrawn + own.withdrawn();
            long finished = goneBegun + own.finished();
            for (CountedStep step : steps) {
                withdrawn += step.counts.withdrawn();
                finished += step.counts.finished();
            }
            // Last: calls that begin in between make this look busy, never quiet.
            long begun = goneBegun + own.begun();
            for (CountedStep step : steps) {
                begun += step.counts.begun();
            }
            return new Sums(begun, finished, withdrawn);
        } finally {
            sums.unlock();
        }
    }

    @Override
    public SubscriptionStats stats() {
        SubscriptionStats.Builder stats = statsWithLosses();
        long failures = failed.sum();
        Sums now = sums();
        return stats.accepted(now.begun - now.withdrawn)
                .failed(failures)
                .delivered(Math.max(0, now.finished - now.withdrawn - failures))
                .inProgress(now.begun - now.finished)
                .build();
    }
}

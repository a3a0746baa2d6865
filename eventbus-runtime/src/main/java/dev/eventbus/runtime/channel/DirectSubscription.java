package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.EventContext;
import dev.eventbus.PublishReport.Outcome;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.delivery.EventTracker;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.spi.Printable;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A subscription whose handler runs in the publisher's thread, in any number of them at once.
 *
 * <p>A call is counted as begun before {@link #ended} is read, and ending sets that before it counts: so either the call
 * sees that the subscription has ended and withdraws, or whoever ended it sees the call in progress.
 */
public final class DirectSubscription extends BusSubscription {

    private static final int MAX_NESTING = 128;

    private final Object bus;
    private final Object[] self = {this};
    private final LongAdder begun = new LongAdder();
    private final LongAdder withdrawn = new LongAdder();
    private final LongAdder finished = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile boolean ended;

    /**
     * A subscription that was not called yet.
     *
     * @param bus what {@link HandlerStack} knows its bus by
     */
    public DirectSubscription(Object bus, SubscriptionSpec spec, HandlerCall call, SubscriptionObserver observer) {
        super(spec, call, observer);
        this.bus = bus;
    }

    /**
     * Offers an event: asks the filter, then calls the handler.
     *
     * @param tracker wants to know what becomes of it; or null
     */
    public Offered offer(Object event, @Nullable EventContext context, @Nullable EventTracker tracker) {
        if (spec.filtered()) {
            Offered refused = refusedByFilter(event);
            if (refused == Offered.DROPPED && tracker != null) {
                tracker.told(id(), name(), Outcome.DROPPED, DropReason.FILTER_FAILED, null);
            }
            if (refused != null) {
                return refused;
            }
        }
        if (isUsedUp()) {
            return Offered.NO_MATCH;
        }
        HandlerStack handlers = HandlerStack.current();
        if (!begin()) {
            return Offered.NO_MATCH;
        }
        Throwable thrown = null;
        try {
            requireRoom(handlers);
            handlers.enter(bus, self);
            try {
                call.call(event, spec.takesContext() ? context : null);
            } finally {
                handlers.leave();
            }
        } catch (Throwable failure) {
            thrown = failure;
            fail(failure);
        } finally {
            finish();
        }
        if (tracker != null) {
            Outcome outcome = thrown == null ? Outcome.DELIVERED : Outcome.FAILED;
            tracker.told(id(), name(), outcome, null, thrown);
        }
        return Offered.ACCEPTED;
    }

    /**
     * Refuses to go deeper when direct handlers publish to each other without end, long before the stack is exhausted: an
     * error in the middle of publishing would leave counts that do not add up.
     *
     * @throws IllegalStateException if the current thread is in too many handlers
     */
    public static void requireRoom(HandlerStack handlers) {
        if (handlers.depth() >= MAX_NESTING) {
            throw new IllegalStateException("Direct handlers have published to each other " + MAX_NESTING
                    + " deep, and this one was not called. Does a DIRECT handler publish what it handles? To fix it, make it"
                    + " a CHANNEL handler.");
        }
    }

    /**
     * Counts a call as begun, for a dispatcher that makes it.
     *
     * @return false if the subscription has ended; then there must be no call and no {@link #finish}
     */
    public boolean begin() {
        begun.increment();
        if (ended) {
            withdraw();
            return false;
        }
        return true;
    }

    /** Takes a {@link #begin} back, for a call that is not made. */
    public void withdraw() {
        withdrawn.increment();
        observer.quieter();
        if (ended) {
            observer.ended(this);
        }
    }

    /** What {@link HandlerStack} knows its bus by. */
    public Object bus() {
        return bus;
    }

    /** Counts the call that is about to finish as failed. */
    public void fail(Throwable failure) {
        failed.increment();
        keepFailure(failure);
        if (failure instanceof InterruptedException) {
            // It is the publisher's thread: its interrupt is not ours to swallow.
            Thread.currentThread().interrupt();
        }
    }

    /** Counts a call as finished. */
    public void finish() {
        finished.increment();
        observer.quieter();
        if (spec.once()) {
            cancel();
        }
        if (ended) {
            observer.ended(this);
        }
    }

    @Override
    public void cancel() {
        if (!ended) {
            observer.cancelled(this);
        }
        endByClose();
    }

    @Override
    public void endByClose() {
        ended = true;
        observer.quieter();
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
        return new UnsupportedOperationException("The DIRECT handler " + Printable.of(name())
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

    @Override
    public boolean isQuiet(int ownRuns, boolean holding) {
        // `finished` first: calls that begin in between make this look busy, never quiet.
        long done = finished.sum() + withdrawn.sum();
        return begun.sum() - done <= ownRuns;
    }

    @Override
    public long arrivals() {
        return begun.sum();
    }

    @Override
    public List<Thread> runners() {
        return List.of();
    }

    @Override
    long failures() {
        return failed.sum();
    }

    @Override
    public SubscriptionStats stats() {
        SubscriptionStats.Builder stats = statsWithLosses();
        long failures = failed.sum();
        long done = finished.sum();
        long accepted = Math.max(done, begun.sum() - withdrawn.sum());
        return stats.accepted(accepted)
                .failed(failures)
                .delivered(Math.max(0, done - failures))
                .inProgress(accepted - done)
                .build();
    }
}

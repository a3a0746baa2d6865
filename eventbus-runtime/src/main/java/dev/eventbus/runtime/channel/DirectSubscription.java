package dev.eventbus.runtime.channel;

import dev.eventbus.EventContext;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.execution.HandlerStack;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A subscription whose handler runs in the publisher's thread, in any number of them at once.
 *
 * <p>A call is counted as begun before {@link #ended} is read, and ending sets that before it counts: so either the call
 * sees that the subscription has ended and withdraws, or whoever ended it sees the call in progress.
 */
public final class DirectSubscription extends BusSubscription {

    private final Object bus;
    private final Object[] self = {this};
    private final LongAdder begun = new LongAdder();
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

    /** Offers an event: asks the filter, then calls the handler. */
    public Offered offer(Object event, @Nullable EventContext context) {
        if (spec.filtered()) {
            Offered refused = refusedByFilter(event);
            if (refused != null) {
                return refused;
            }
        }
        if (isUsedUp()) {
            return Offered.NO_MATCH;
        }
        if (!begin()) {
            return Offered.NO_MATCH;
        }
        HandlerStack handlers = HandlerStack.current();
        handlers.enter(bus, self);
        try {
            call.call(event, spec.takesContext() ? context : null);
        } catch (Throwable failure) {
            fail(failure);
        } finally {
            handlers.leave();
            finish();
        }
        return Offered.ACCEPTED;
    }

    /**
     * Counts a call as begun, for a dispatcher that makes it.
     *
     * @return false if the subscription has ended; then there must be no call and no {@link #finish}
     */
    public boolean begin() {
        begun.increment();
        if (ended) {
            begun.decrement();
            observer.quieter();
            return false;
        }
        return true;
    }

    /** Takes a {@link #begin} back, for a call that is not made. */
    public void withdraw() {
        begun.decrement();
        observer.quieter();
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
    public boolean isActive() {
        return !ended;
    }

    @Override
    public boolean isQuiet(int ownRuns) {
        // `finished` first: calls that begin in between make this look busy, never quiet.
        long done = finished.sum();
        return begun.sum() - done <= ownRuns;
    }

    @Override
    public long acceptedCount() {
        return begun.sum();
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
        long accepted = begun.sum();
        return stats.accepted(accepted)
                .failed(failures)
                .delivered(Math.max(0, done - failures))
                .inProgress(Math.max(0, accepted - done))
                .build();
    }
}

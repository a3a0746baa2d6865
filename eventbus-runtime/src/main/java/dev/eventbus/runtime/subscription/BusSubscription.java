package dev.eventbus.runtime.subscription;

import dev.eventbus.Breaker;
import dev.eventbus.DropReason;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.delivery.CarriedContext;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.execution.IdleSignal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One handler on one bus: what both kinds of subscription share, which is their identity, the door to the user's filter,
 * and the counting of what went wrong.
 */
public abstract class BusSubscription implements Subscription {

    private static final DropReason[] REASONS = DropReason.values();
    private static final VarHandle REPORT_PENDING;
    private static final VarHandle REDRIVEN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            REPORT_PENDING = lookup.findVarHandle(BusSubscription.class, "reportPending", boolean.class);
            REDRIVEN = lookup.findVarHandle(BusSubscription.class, "redriven", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    public final SubscriptionSpec spec;
    public final HandlerCall call;
    public final SubscriptionObserver observer;
    private final LossCounters losses = new LossCounters();

    // Set after counting, cleared before the counts are read: a loss is either in the counts that a report reads or
    // leads to another report. Counting has no fence, so that a loss may miss both; therefore a reporter that has found
    // something looks once more later.
    private volatile boolean reportPending;
    private volatile @Nullable Failure lastFailure;
    private volatile @Nullable Failure lastRefusal;
    private final @Nullable AtomicBoolean onceTaken;
    // Guarded by the losses.
    private @Nullable Object reportState;
    private volatile long redriven;
    public final boolean keepsDrops;

    public BusSubscription(SubscriptionSpec spec, HandlerCall call, SubscriptionObserver observer) {
        this.spec = spec;
        this.call = call;
        this.observer = observer;
        this.keepsDrops = observer.keepsDrops();
        this.onceTaken = spec.once() ? new AtomicBoolean() : null;
    }

    /** What was fixed when it began. */
    public final SubscriptionSpec spec() {
        return spec;
    }

    /** Is to be told when it may have become quiet. */
    public final IdleSignal quiet() {
        return observer.quiet();
    }

    /** How its handler is called. */
    public final HandlerCall call() {
        return call;
    }

    /**
     * Asks the user's filter whether the event matches. Counts a drop if the filter throws.
     *
     * @param item the event, or its envelope
     * @return null to go on; else the outcome of the offer
     */
    public final @Nullable OfferResult refusedByFilter(Object item, Object event) {
        try {
            if (!call.accepts(event)) {
                return OfferResult.NO_MATCH;
            }
        } catch (Throwable failure) {
            if (!isActive()) {
                return whenEnded();
            }
            keepUserFailure(item, failure);
            diedOnItsWay(item, DropReason.FILTER_FAILED, failure);
            lost(DropReason.FILTER_FAILED, 1);
            return OfferResult.DROPPED;
        }
        return null;
    }

    /**
     * What it means for an event on its way that the subscription has ended: {@link OfferResult#LATE} if its bus closed it.
     */
    public abstract OfferResult whenEnded();

    /** For a subscription that takes one event only: whether it has taken one before this. */
    public final boolean isUsedUp() {
        return onceTaken != null && !onceTaken.compareAndSet(false, true);
    }

    /** The one event was lost on its way in: the next may come. */
    public final void useAgain() {
        if (onceTaken != null) {
            onceTaken.set(false);
        }
    }

    /**
     * Keeps what a filter or key function threw for an event or its envelope, for the report of the loss that is
     * counted next.
     */
    public final void keepUserFailure(Object item, Throwable failure) {
        lastRefusal = Failure.of(item, failure);
    }

    /** Before it is counted: an event was dropped on its way in, or displaced there. */
    public final void diedOnItsWay(Object item, DropReason reason, @Nullable Throwable cause) {
        boolean discarded = reason == DropReason.CANCELLED || reason == DropReason.CLOSED;
        boolean asked = reason == DropReason.BREAKER_OPEN
                && spec.handler().breaker().whileOpen() == Breaker.WhileOpen.DEAD_LETTER;
        if (keepsDrops || discarded || asked) {
            died(item, reason, cause, 0);
        }
    }

    private void died(Object item, @Nullable DropReason dropReason, @Nullable Throwable cause, int attempts) {
        try {
            observer.died(this, item, dropReason, cause, attempts);
        } catch (Throwable exhausted) {
            // No memory or stack for a letter: the loss is counted all the same.
        }
    }

    /** Before it is counted: the handler has failed with an event or its envelope, for the last time. */
    public final void diedInHandler(Object item, Throwable failure, int attempts) {
        died(item, null, failure, attempts);
    }

    /** Counts an event as dropped that was not even offered. */
    public void dropUnoffered() {
        lost(DropReason.OVERFLOW, 1);
    }

    /**
     * Offers an event that this subscription has lost once more, and to it alone: without asking the filter again, without waiting, and
     * without losing another event for it.
     *
     * @return whether it was accepted; if not, nothing was counted
     */
    public abstract boolean redrive(Envelope envelope);

    public final void countRedriven() {
        REDRIVEN.getAndAdd(this, 1L);
    }

    /** Counts lost events and sees to it that they are reported. */
    public final void lost(DropReason reason, long count) {
        losses.add(reason, count);
        requestReport();
    }

    /**
     * Keeps a failure, counted by the caller, for the report.
     *
     * @param item the event, or its envelope; null if there were several
     */
    public final void keepFailure(@Nullable Object item, Throwable failure) {
        lastFailure = Failure.of(item, failure);
        requestReport();
    }

    /** Events lost for a reason so far. */
    public long lostFor(DropReason reason) {
        return losses.get(reason);
    }

    /** Whether anything was ever lost here, or failed. */
    public final boolean hasLosses() {
        for (DropReason reason : REASONS) {
            if (lostFor(reason) > 0) {
                return true;
            }
        }
        return failures() > 0;
    }

    /** Asks for a report, now or once more. */
    public final void requestReport() {
        if (!reportPending && REPORT_PENDING.compareAndSet(this, false, true)) {
            observer.hasReport(this);
        }
    }

    /** Takes the counts for a report; what is counted from now on leads to another one. */
    public final Report takeReport() {
        reportPending = false;
        reportTaken();
        return report();
    }

    /** The counts for a report, by who will ask for them again. */
    public final Report report() {
        Map<DropReason, Long> lost = new EnumMap<>(DropReason.class);
        for (DropReason reason : REASONS) {
            lost.put(reason, lostFor(reason));
        }
        return new Report(lost, failures(), lastFailure, lastRefusal);
    }

    /**
     * What user code threw, and what belonged to the thread that had published the event.
     *
     * @param carried null if nothing is carried
     */
    public record Failure(Throwable cause, @Nullable CarriedContext carried) {

        static Failure of(@Nullable Object item, Throwable cause) {
            return new Failure(cause, item instanceof Envelope envelope ? envelope.carried() : null);
        }

        /** Runs something with what belonged to the publisher's thread, such as its MDC, in place in this one. */
        public void tellInContext(Runnable action) {
            Runnable undo = carried == null ? () -> {} : carried.restore();
            try {
                action.run();
            } finally {
                undo.run();
            }
        }
    }

    /** A report is about to be taken: what others count for this subscription from now on has to lead to another one. */
    public void reportTaken() {}

    /**
     * The counts behind a report, since the beginning.
     *
     * @param lost events by reason, all reasons present
     * @param failed failed deliveries
     * @param lastFailure what the handler threw last
     * @param lastRefusal what the filter or key function threw last
     */
    public record Report(
            Map<DropReason, Long> lost,
            long failed,
            @Nullable Failure lastFailure,
            @Nullable Failure lastRefusal) {}

    /** What a reporter remembers of this subscription, made by it for the first report. There is one reporter. */
    @SuppressWarnings("unchecked") // the reporter always asks for the same type
    public final <T> T reportState(Supplier<T> first) {
        synchronized (losses) {
            if (reportState == null) {
                reportState = first.get();
            }
            return (T) reportState;
        }
    }

    /** What a reporter remembers of this subscription; null if it has made nothing. */
    public final <T> @Nullable T reportStateIfAny(Class<T> type) {
        synchronized (losses) {
            return type.cast(reportState);
        }
    }

    public abstract long failures();

    public final SubscriptionStats.Builder statsWithLosses() {
        SubscriptionStats.Builder stats = SubscriptionStats.builder(spec.id(), spec.name());
        // Before what was accepted, which is counted first.
        stats.redriven(redriven);
        for (DropReason reason : REASONS) {
            stats.count(reason, lostFor(reason));
        }
        return stats;
    }

    /** The threads of the bus that are running its handler; a direct handler runs in publishers' threads. */
    public abstract List<Thread> runners();

    /** How many times the current thread is running its handler. */
    public int runsOfCurrentThread() {
        return HandlerStack.current().timesRunning(this);
    }

    /** How many times a thread that cannot go on is running its handler. */
    public abstract int runsOf(Thread thread);

    /** How many of its events are in progress in the current thread, or in one that cannot go on. */
    public abstract int inHandOf(Thread thread);

    /**
     * Its bus begins to close. What waits to be tried again keeps its schedule; what would wait longer than there is
     * time is given up.
     *
     * @param nanosToRetry how long there is time to wait for other attempts
     */
    public void beginClose(long nanosToRetry) {}

    /**
     * The time to close is nearly up: what waits to be tried again is tried now, and nothing is tried again after that.
     */
    public void lastAttempts() {}

    /** Its bus is drained: what is published from now on comes too late, what was accepted before is still delivered. */
    public void refuseEvents() {}

    /** Whether a publisher has found no room, and it is open whether its event comes in. */
    public boolean isWaitedFor() {
        return false;
    }

    /** Ends the subscription because its bus closes. */
    public abstract void endByClose();

    /** Its bus is closed, and the bus's threads are about to end; calls that go on keep their deadlines. */
    public void outliveBus() {}

    /** Whether nothing waits and no handler runs. */
    public final boolean isQuiet() {
        return isQuiet(0, false);
    }

    /**
     * The same, not counting handlers that the caller itself is running.
     *
     * @param ownRuns how many those are
     * @param holding whether what waits does not count, because nothing takes it
     */
    public abstract boolean isQuiet(int ownRuns, boolean holding);

    /** Rises with every event that is accepted or tried, and never falls: shows whether there was one between two looks. */
    public abstract long arrivals();

    @Override
    public final long id() {
        return spec.id();
    }

    @Override
    public final String name() {
        return spec.name();
    }

    @Override
    public final Class<?> eventType() {
        return spec.eventType();
    }

    @Override
    public final String toString() {
        return "Subscription[name=" + name() + ", id=" + id() + "]";
    }
}

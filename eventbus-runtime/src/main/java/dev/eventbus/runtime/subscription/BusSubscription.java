package dev.eventbus.runtime.subscription;

import dev.eventbus.Breaker;
import dev.eventbus.DropReason;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.execution.IdleSignal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One handler on one bus: what both kinds of subscription share, which is identity, the call of the user's filter, and
 * the counting of losses.
 */
public abstract class BusSubscription implements ObservedSubscription {

    private static final DropReason[] REASONS = DropReason.values();
    private static final VarHandle REPORT_PENDING;
    private static final VarHandle REDRIVEN;
    private static final VarHandle ONCE_CLAIMED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            REPORT_PENDING = lookup.findVarHandle(BusSubscription.class, "reportPending", boolean.class);
            REDRIVEN = lookup.findVarHandle(BusSubscription.class, "redriven", long.class);
            ONCE_CLAIMED = lookup.findVarHandle(BusSubscription.class, "onceClaimed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    protected final SubscriptionSpec spec;
    protected final HandlerCall call;
    protected final SubscriptionObserver observer;
    private final boolean once;
    private final boolean keepsDrops;
    private final LossCounters losses = new LossCounters();

    // Set after counting, cleared before the counts are read: a loss is either in the counts that a report reads or
    // leads to another report. Counting has no fence, so that a loss may miss both; therefore a reporter that has found
    // something looks once more later.
    private volatile boolean reportPending;
    private volatile LossReport.@Nullable Failure lastFailure;
    private volatile LossReport.@Nullable Failure lastRefusal;
    private volatile boolean onceClaimed;
    // Guarded by the losses.
    private @Nullable Object reportState;
    private volatile long redriven;

    protected BusSubscription(SubscriptionSpec spec, HandlerCall call, SubscriptionObserver observer) {
        this.spec = spec;
        this.call = call;
        this.observer = observer;
        this.keepsDrops = observer.keepsDrops();
        this.once = spec.once();
    }

    private boolean casReportPending(boolean expected, boolean pending) {
        return REPORT_PENDING.compareAndSet(this, expected, pending);
    }

    private boolean casOnceClaimed(boolean expected, boolean claimed) {
        return ONCE_CLAIMED.compareAndSet(this, expected, claimed);
    }

    @Override
    public final SubscriptionSpec spec() {
        return spec;
    }

    @Override
    public final HandlerCall call() {
        return call;
    }

    /** Is signalled when this may have become idle. */
    public final IdleSignal idleSignal() {
        return observer.idleSignal();
    }

    /** Whether a dead letter is kept of each event that is lost before its handler. */
    public final boolean keepsDrops() {
        return keepsDrops;
    }

    /**
     * Asks the user's filter whether the event matches. Counts a drop if the filter throws.
     *
     * @param item the event, or its envelope
     * @return {@link OfferResult#ACCEPTED} if it matches; else the result of the offer
     */
    public final OfferResult filter(Object item, Object event) {
        try {
            return call.accepts(event) ? OfferResult.ACCEPTED : OfferResult.NO_MATCH;
        } catch (Throwable failure) {
            if (!isActive()) {
                return whenEnded();
            }
            recordRefusal(item, failure);
            lostBeforeHandler(item, DropReason.FILTER_FAILED, failure);
            countLost(DropReason.FILTER_FAILED, 1);
            return OfferResult.DROPPED;
        }
    }

    /**
     * The result of an offer that finds the subscription ended: {@link OfferResult#LATE} if its bus closed it, else
     * {@link OfferResult#NO_MATCH}.
     */
    public abstract OfferResult whenEnded();

    /**
     * Takes the only event of a subscription that ends with its first; of any other, does nothing.
     *
     * @return false if it has taken its only event before
     */
    public final boolean claimOnce() {
        return !once || (!onceClaimed && casOnceClaimed(false, true));
    }

    /** The claimed event was lost before its handler: the next one may come. */
    public final void releaseOnce() {
        if (once) {
            onceClaimed = false;
        }
    }

    /**
     * Records what a filter or key function threw for an event or its envelope, for the report of the loss that is
     * counted next.
     */
    public final void recordRefusal(Object item, Throwable failure) {
        lastRefusal = LossReport.Failure.of(item, failure);
    }

    /** An event was dropped before its handler, or displaced there. To be called before it is counted. */
    public final void lostBeforeHandler(Object item, DropReason reason, @Nullable Throwable cause) {
        boolean discarded = reason == DropReason.CANCELLED || reason == DropReason.CLOSED;
        boolean requested = reason == DropReason.BREAKER_OPEN
                && spec.handler().breaker().whileOpen() == Breaker.WhileOpen.DEAD_LETTER;
        if (keepsDrops || discarded || requested) {
            onLost(item, reason, cause, 0);
        }
    }

    /** The handler has failed with an event or its envelope for the last time. To be called before it is counted. */
    public final void failedInHandler(Object item, Throwable failure, int attempts) {
        onLost(item, null, failure, attempts);
    }

    private void onLost(Object item, @Nullable DropReason dropReason, @Nullable Throwable cause, int attempts) {
        try {
            observer.onLost(this, item, dropReason, cause, attempts);
        } catch (Throwable exhausted) {
            // No memory or stack for a dead letter: the loss is counted all the same.
        }
    }

    /** Counts an event as dropped that was not even offered. */
    public void dropUnoffered() {
        countLost(DropReason.OVERFLOW, 1);
    }

    /**
     * Offers a lost event again, to this subscription alone: without asking the filter again, without waiting, and
     * without losing another event for it.
     *
     * @return whether it was accepted; if not, nothing was counted
     */
    public abstract boolean redrive(Envelope envelope);

    public final void countRedriven() {
        REDRIVEN.getAndAdd(this, 1L);
    }

    /** Counts lost events, and requests a report of them. */
    public final void countLost(DropReason reason, long count) {
        losses.add(reason, count);
        requestReport();
    }

    /**
     * Records a failure, counted by the caller, and requests a report of it.
     *
     * @param item the event, or its envelope; null if there were several
     */
    public final void recordFailure(@Nullable Object item, Throwable failure) {
        lastFailure = LossReport.Failure.of(item, failure);
        requestReport();
    }

    /** Events lost for a reason so far. */
    public long lostFor(DropReason reason) {
        return losses.get(reason);
    }

    /** Whether any event was ever lost here, or failed. */
    public final boolean hasLosses() {
        for (DropReason reason : REASONS) {
            if (lostFor(reason) > 0) {
                return true;
            }
        }
        return failures() > 0;
    }

    /** Requests a report, unless one is pending. */
    public final void requestReport() {
        if (!reportPending && casReportPending(false, true)) {
            observer.onReportRequested(this);
        }
    }

    @Override
    public final LossReport takeReport() {
        reportPending = false;
        onReportTaken();
        return report();
    }

    /** A report is about to be taken: what others count for this subscription from now on has to lead to another. */
    protected void onReportTaken() {}

    @Override
    public final LossReport report() {
        Map<DropReason, Long> lost = new EnumMap<>(DropReason.class);
        for (DropReason reason : REASONS) {
            lost.put(reason, lostFor(reason));
        }
        return new LossReport(lost, failures(), lastFailure, lastRefusal);
    }

    @Override
    @SuppressWarnings("unchecked") // the reporter always asks for the same type
    public final <T> T reportState(Supplier<T> first) {
        synchronized (losses) {
            if (reportState == null) {
                reportState = first.get();
            }
            return (T) reportState;
        }
    }

    @Override
    public final <T> @Nullable T reportStateIfAny(Class<T> type) {
        synchronized (losses) {
            return type.cast(reportState);
        }
    }

    public abstract long failures();

    protected final SubscriptionStats.Builder statsWithLosses() {
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

    /** Whether it begins with retained events of the past. */
    public boolean replays() {
        return false;
    }

    /** Makes publishers wait until {@link #replay} is done. To be called before they can see the subscription. */
    public void closeForReplay() {}

    /**
     * Offers events of the past, then admits publishers. In any case to be called after {@link #closeForReplay}.
     *
     * @param newest the number of the newest event that was retained
     */
    public void replay(List<Envelope> past, long newest) {}

    /** Wakes a drain or receiver that was not woken because a thread ran out of stack or memory. */
    public void wakeStranded() {}

    /**
     * Its bus begins to close. Pending retries keep their schedule; those that would wait longer are given up.
     *
     * @param nanosToRetry how much time there is for other attempts
     */
    public void beginClose(long nanosToRetry) {}

    /** The time to close is nearly up: pending retries run now, and nothing is retried after that. */
    public void lastAttempts() {}

    /** Its bus is drained: events published from now on are late; those accepted before are still delivered. */
    public void refuseEvents() {}

    /** Whether a publisher has found the channel full, and it is open whether its event will be accepted. */
    public boolean isWaitedFor() {
        return false;
    }

    /** Ends the subscription because its bus closes. */
    public abstract void endByClose();

    /** Its bus is closed, and the bus's threads are about to end; calls in progress keep their timeouts. */
    public void outliveBus() {}

    @Override
    public final boolean isIdle() {
        return isIdle(0, false);
    }

    /**
     * Whether nothing is queued and no handler runs, not counting handlers that the caller itself is running.
     *
     * @param ownRuns how many those are
     * @param ignoresQueued whether queued events do not count, because nothing takes them
     */
    public abstract boolean isIdle(int ownRuns, boolean ignoresQueued);

    /** Rises with every event that is accepted or tried, and never falls: shows whether one came between two looks. */
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

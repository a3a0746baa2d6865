package dev.eventbus.runtime.channel;

import dev.eventbus.BusScheduler;
import dev.eventbus.DropReason;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EventKey;
import dev.eventbus.runtime.delivery.EventWithMissed;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.queue.Backoff;
import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.resilience.CircuitBreaker;
import dev.eventbus.runtime.resilience.FatalFailures;
import dev.eventbus.runtime.resilience.ResiliencePolicy;
import dev.eventbus.runtime.resilience.RetryHost;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.OfferResult;
import dev.eventbus.runtime.subscription.Reading;
import dev.eventbus.runtime.subscription.SubscriptionObserver;
import dev.eventbus.runtime.subscription.SubscriptionSpec;
import java.util.Collections;
import java.util.List;
import java.util.ListIterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A subscription with a channel: publishers offer events to its {@linkplain ChannelIntake intake}, and its {@linkplain TakingSide
 * taking side} takes them out. This is what joins the two: its beginning, pausing and end, and its statistics.
 */
public final class ChannelSubscription extends BusSubscription implements RetryHost, SettleListener {

    private final Object bus;
    private final ChannelCore core;
    final ChannelState state;
    private final ChannelIntake intake;
    // Null for a subscription that does not begin with past events.
    private final @Nullable Replay replay;
    final ConsumerSide takers;
    private volatile boolean leftBehindTold;

    // Null for a handler without one.
    private final @Nullable ResiliencePolicy callPolicy;

    /**
     * A subscription without events, for a handler.
     *
     * @param bus what {@link HandlerStack} knows its bus by
     * @param key what events have in common, for a subscription that conflates or keeps keys in order; else null
     * @param timer the time of retries, deadlines and breakers
     */
    public ChannelSubscription(
            Object bus,
            SubscriptionSpec spec,
            HandlerCall call,
            @Nullable EventKey key,
            DrainQueue executor,
            SafeTimer timer,
            SubscriptionObserver observer) {
        super(spec, call, observer);
        this.bus = bus;
        this.callPolicy = ResiliencePolicy.of(spec.handler(), this, key, executor, timer);
        this.core = new ChannelCore(this, key != null, spec.isConcurrent());
        this.state = core.state;
        this.takers = new DrainGroup(this, spec.handler().concurrency(), executor);
        ReplayGate gate = spec.handler().replay() > 0 ? new ReplayGate() : null;
        CircuitBreaker breaker = callPolicy == null ? null : callPolicy.breaker();
        this.intake = new ChannelIntake(this, core, takers, gate, key, breaker, this);
        this.replay = gate == null ? null : new Replay(gate, intake);
        if (spec.reading() == Reading.BY_DEMAND) {
            state.stopDemand();
        }
    }

    /**
     * A subscription without events whose reader comes for them.
     *
     * @param bus what {@link HandlerStack} knows its bus by
     * @param key what events have in common, for a subscription that conflates; else null
     * @param scheduler the time by which receivers wait
     */
    public ChannelSubscription(
            Object bus,
            SubscriptionSpec spec,
            HandlerCall call,
            @Nullable EventKey key,
            BusScheduler scheduler,
            SubscriptionObserver observer) {
        super(spec, call, observer);
        this.bus = bus;
        this.callPolicy = null;
        this.core = new ChannelCore(this, key != null, true);
        this.state = core.state;
        this.takers = Receivers.make(this, scheduler);
        ReplayGate gate = spec.handler().replay() > 0 ? new ReplayGate() : null;
        this.intake = new ChannelIntake(this, core, takers, gate, key, null, this);
        this.replay = gate == null ? null : new Replay(gate, intake);
    }

    // ---- Publishing threads

    /** The publishers' side. */
    public ChannelIntake intake() {
        return intake;
    }

    @Override
    public void dropUnoffered() {
        core.missed.addOne();
        super.dropUnoffered();
    }

    // ---- Drains

    /** What both sides share. */
    ChannelCore core() {
        return core;
    }

    void enter(HandlerStack handlers) {
        handlers.enter(bus, this);
    }

    /** Whether a drain that has become idle has to go on. */
    boolean hasWork() {
        return state.isSignalled()
                || (state.isConsumable() && !hasNothingToTake())
                || (callPolicy != null && callPolicy.hasDue());
    }

    /** What gets its drains onto threads; for a subscription with a handler. */
    DrainQueue drainQueue() {
        return ((DrainGroup) takers).first.drains;
    }

    /** What becomes of the handler's calls beyond being counted; null if nothing does. */
    @Nullable
    ResiliencePolicy callPolicy() {
        return callPolicy;
    }

    /** Whether events may wait to be tried again. */
    @Override
    public boolean mayDelay() {
        return state.mayDelay();
    }

    /** An event is to be tried again that waited beside others. */
    @Override
    public void wakeForRetry() {
        takers.wake();
    }

    @Override
    public void reportStuck(String thread, List<StackTraceElement> stack) {
        observer.onStuck(this, thread, stack);
    }

    @Override
    public void wakeStranded() {
        takers.wakeStranded();
    }

    boolean looksEmpty() {
        return queue().looksEmpty();
    }

    boolean hasNothingToTake() {
        return queue().hasNothingToTake();
    }

    void drainBecameIdle() {
        observer.idleSignal().changed();
        if (state.isEnded()) {
            disarm();
            observer.onEnded(this);
        }
    }

    private void disarm() {
        if (callPolicy != null) {
            callPolicy.disarm();
        }
    }

    // ---- Anybody

    private ChannelQueue queue() {
        return core.queue;
    }

    @Override
    public void pause() {
        if (state.pause()) {
            observer.idleSignal().changed();
        }
    }

    @Override
    public void resume() {
        if (state.resume()) {
            // As many as there is work for: each offer woke one, had it not been paused.
            for (long waiting = queue().depth(); waiting > 0 && takers.wake(); waiting--) {}
        }
    }

    @Override
    public boolean isPaused() {
        return state.isPaused();
    }

    @Override
    public void cancel() {
        if (!state.isEnded()) {
            observer.onCancelled(this);
        }
        end(DropReason.CANCELLED);
    }

    @Override
    public void refuseEvents() {
        state.refuseEvents();
        shutToPublishers();
    }

    private void shutToPublishers() {
        queue().closeToProducers();
        intake.end();
    }

    @Override
    public boolean isWaitedFor() {
        return intake.overflow().isWaitedFor();
    }

    @Override
    public void endByClose() {
        state.refuseEvents();
        if (spec.reading() == Reading.NONE || isPaused()) {
            end(DropReason.CLOSED);
        } else {
            closeToPublishers();
        }
    }

    @Override
    public void beginClose(long nanosToRetry) {
        discardWhatWaitsForBreaker(nanosToRetry);
    }

    @Override
    public void lastAttempts() {
        state.forbidDelays();
        discardWhatWaitsForBreaker(0);
        endDelays();
    }

    /**
     * The handler is not called while its breaker is open; what waits for that in vain is discarded, as what is paused.
     */
    private void discardWhatWaitsForBreaker(long nanosToWait) {
        if (callPolicy != null && callPolicy.refusesLongerThan(nanosToWait)) {
            pause();
        }
    }

    /** Whatever waits to be tried again gets its last attempt at once. */
    private void endDelays() {
        takers.endDelays();
        if (callPolicy != null) {
            callPolicy.endDelays();
        }
    }

    /** Its reader wants no more events; what waits can still be read. */
    public void closeByReader() {
        if (isActive()) {
            observer.onCancelled(this);
        }
        closeToPublishers();
        observer.onEnded(this);
    }

    @Override
    public void outliveBus() {
        if (callPolicy != null) {
            takers.outliveBus();
        }
    }

    private void closeToPublishers() {
        state.closeToPublishers();
        shutToPublishers();
        signalEnd();
        takers.wakeAll();
        observer.idleSignal().changed();
    }

    /** A stream's drain has to run once more, to announce the end. */
    private void signalEnd() {
        if (spec.reading() == Reading.BY_DEMAND) {
            state.signal();
        }
    }

    private void end(DropReason requested) {
        DropReason reason = state.end(requested);
        long left = queue().close();
        if (left > 0) {
            requestReport();
        }
        intake.end();
        takers.awaitTaken();
        endDelays();
        disarm();
        intake.awaitRemovals();
        if (left > 0) {
            tellLeftBehind(left, reason);
            leftBehindTold = true;
        } else {
            awaitLeftBehindTold();
        }
        core.tracked().discardAll(reason);
        if (spec.reading() != Reading.NONE) {
            signalEnd();
            takers.wakeAll();
        }
        observer.onEnded(this);
        observer.idleSignal().changed();
    }

    /**
     * Hands what was left behind to those who keep dead letters. Not before nobody takes any more: then what the queue gives is what
     * was left, in its order.
     */
    private void tellLeftBehind(long count, DropReason reason) {
        try {
            List<Object> items = queue().drainRemaining(observer.maxRemaining());
            for (ListIterator<Object> each = items.listIterator(); each.hasNext(); ) {
                if (each.next() instanceof EventWithMissed gap) {
                    each.set(gap.envelope());
                }
            }
            observer.onRemaining(this, items, count, reason);
        } catch (Throwable exhausted) {
            // No memory for letters: the losses are counted all the same.
        }
    }

    /** Another thread has ended it a moment ago. Not for ever, since the user's clock is asked there, and might cancel. */
    private void awaitLeftBehindTold() {
        Backoff.awaitBriefly(() -> queue().depth() == 0 || leftBehindTold);
    }

    @Override
    public boolean replays() {
        return replay != null;
    }

    @Override
    public void closeForReplay() {
        Objects.requireNonNull(replay).begin();
    }

    @Override
    public void replay(List<Envelope> past, long newest) {
        Objects.requireNonNull(replay).run(past, newest);
    }

    @Override
    public boolean redrive(Envelope envelope) {
        return intake.redrive(envelope);
    }

    // ---- Readers: who holds a pull channel, or the subscriber of a stream

    /** Those who come for events, of a subscription that was made for them. */
    public Receivers receivers() {
        return (Receivers) takers;
    }

    /** Its reader has asked for nothing more. To be called by the drain, which then looks whether it has asked meanwhile. */
    public void noDemand() {
        state.stopDemand();
    }

    /** Its reader has asked for more. */
    public void demand() {
        if (state.resumeDemand()) {
            takers.wake();
        }
    }

    /** Lets the drain run once more, even if there is nothing to take. */
    public void signal() {
        state.signal();
        takers.wake();
    }

    /**
     * Its reader threw when it was told of the beginning or the end, so that no event has failed.
     *
     * @param signal what it was called for
     */
    public void signalFailed(String signal, Throwable failure) {
        if (FatalFailures.include(failure)) {
            FatalFailures.tell(failure);
        }
        observer.onSignalFailed(this, signal, failure);
    }

    /** The drain is running because of a signal, or will find out what it was about. */
    public void signalSeen() {
        state.clearSignal();
    }

    /** Whether nothing is there to be read and nothing will come any more. */
    public boolean isOver() {
        return state.isEnded() || (state.isReadOnly() && queue().isEmpty());
    }

    /** What waited when the queue was shut is counted by the queue itself, so that it is never in between two counters. */
    @Override
    public long lostFor(DropReason reason) {
        boolean left = queue().isClosed() && state.hasEndedFor(reason);
        long bypassed = reason == DropReason.OVERFLOW ? core.droppedWhileBypassed() : 0;
        return super.lostFor(reason) + bypassed + (left ? queue().depth() : 0);
    }

    @Override
    protected void onReportTaken() {
        core.onReportTaken();
    }

    @Override
    public boolean isActive() {
        return state.isActive();
    }

    @Override
    public OfferResult whenEnded() {
        return state.whenEnded();
    }

    @Override
    public void onPublishersSettled() {
        observer.idleSignal().changed();
        // Also of a channel that its reader has closed: it was not quiet then.
        if (!state.isActive()) {
            observer.onEnded(this);
        }
    }

    @Override
    public boolean isIdle(int ownRuns, boolean ignoresQueued) {
        // The queue first: what was taken before is being handled, which the drains' status shows until it is done. The
        // other way round, an event could go from the queue to a handler between the two looks.
        boolean ended = queue().isClosed();
        boolean nothingToTake = ignoresQueued || ended || isLeftToReader() || queue().isEmpty();
        if (ownRuns > 0 && !spec.isConcurrent()) {
            // The caller is inside this channel's handler: what is queued behind it cannot move before it returns.
            return true;
        }
        if (intake.overflow().isWaitedFor() && (state.refusesEvents() || !(ignoresQueued || isLeftToReader()))) {
            // A publisher is about to come in, or to count that it does not.
            return false;
        }
        boolean nobodyWaits = callPolicy == null || !callPolicy.holdsEvents();
        return nothingToTake && nobodyWaits && takers.isAtRest(ownRuns, ended && inProgress() == 0);
    }

    /** Whether what waits is not the bus's to deliver: nobody knows when a reader comes for it. */
    private boolean isLeftToReader() {
        return spec.reading() == Reading.BY_RECEIVING || state.hasNoDemand();
    }

    @Override
    public long arrivals() {
        return queue().arrivals();
    }

    @Override
    public long failures() {
        return takers.failed();
    }

    private long inProgress() {
        long finished = takers.delivered(queue()) + takers.failed() + takers.conflated();
        return Math.max(0, queue().consumed() - finished);
    }

    @Override
    public int runsOf(Thread thread) {
        return Collections.frequency(takers.runners(), thread);
    }

    @Override
    public int inHandOf(Thread thread) {
        return takers.inHandOf(thread);
    }

    @Override
    public List<Thread> runners() {
        return takers.runners();
    }

    @Override
    public SubscriptionStats stats() {
        // Backwards along an event's way, so that one under way is rather missed than seen twice.
        SubscriptionStats.Builder stats = statsWithLosses();
        long delivered = takers.delivered(queue());
        long failed = takers.failed();
        long conflated = takers.conflated();
        long inProgress = queue().consumed() - delivered - failed - conflated;
        return stats.delivered(delivered)
                .failed(failed)
                .inProgress(Math.max(0, inProgress))
                .queued(queue().isClosed() ? 0 : queue().depth())
                .conflated(queue().replaced() + conflated)
                .retried(takers.retried())
                .stuck(callPolicy != null && callPolicy.isStuck())
                .accepted(queue().accepted())
                .depth(queue().highestDepth(), queue().capacity())
                .build();
    }
}

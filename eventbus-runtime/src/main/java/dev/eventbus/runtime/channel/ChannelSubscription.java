package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EventKey;
import dev.eventbus.runtime.delivery.EventWithMissed;
import dev.eventbus.runtime.delivery.HandlerCall;
import dev.eventbus.runtime.execution.HandlerStack;
import dev.eventbus.runtime.queue.Backoff;
import dev.eventbus.runtime.resilience.FatalFailures;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.runtime.subscription.OfferResult;
import dev.eventbus.runtime.subscription.SubscriptionObserver;
import dev.eventbus.runtime.subscription.SubscriptionSpec;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A subscription with a channel. It joins the channel's two sides, {@link ChannelIntake} and {@link ConsumerSide}:
 * their beginning, pausing and end, and their statistics.
 */
public final class ChannelSubscription extends BusSubscription implements ConsumerHost, SettleListener {

    private final Object bus;
    private final ChannelCore core;
    final ConsumerSide consumers;
    private final ChannelIntake intake;
    // Null for a subscription that does not begin with past events.
    private final @Nullable Replay replay;

    /**
     * A subscription without events.
     *
     * @param bus what {@link HandlerStack} knows its bus by
     * @param key what events have in common, for a subscription that conflates or keeps keys in order; otherwise null
     * @param factory chooses who consumes the events
     */
    public ChannelSubscription(
            Object bus,
            SubscriptionSpec spec,
            HandlerCall call,
            @Nullable EventKey key,
            ConsumerFactory factory,
            SubscriptionObserver observer) {
        super(spec, call, observer);
        this.bus = bus;
        boolean keyed = key != null;
        this.core = new ChannelCore(this, keyed, factory.hasSeveralConsumers(spec));
        this.consumers = factory.create(this, this, core, keyed && key != EventKey.NONE);
        ReplayGate gate = spec.handler().replay() > 0 ? new ReplayGate() : null;
        this.intake = new ChannelIntake(this, core, consumers, gate, key, this);
        this.replay = gate == null ? null : new Replay(gate, intake);
        if (consumers.startsWithoutDemand()) {
            core.stopDemand();
        }
    }

    // ---- Publishing threads

    /** The producer side. */
    public ChannelIntake intake() {
        return intake;
    }

    @Override
    public void dropUnoffered() {
        core.missed.addOne();
        super.dropUnoffered();
    }

    // ---- Drains

    @Override
    public void enterHandlers(HandlerStack handlers) {
        handlers.enter(bus, this);
    }

    @Override
    public void reportStuck(String thread, List<StackTraceElement> stack) {
        observer.onStuck(this, thread, stack);
    }

    @Override
    public void onDrainIdle() {
        observer.idleSignal().changed();
        if (core.isEnded()) {
            consumers.resilience().disarm();
            observer.onEnded(this);
        }
    }

    @Override
    public void wakeStranded() {
        consumers.wakeStranded();
    }

    // ---- Its life

    @Override
    public void pause() {
        if (core.pause()) {
            observer.idleSignal().changed();
        }
    }

    @Override
    public void resume() {
        if (core.resume()) {
            // As many as there is work for: each offer woke one, had it not been paused.
            for (long waiting = core.queue.depth(); waiting > 0 && consumers.wake(); waiting--) {}
        }
    }

    @Override
    public boolean isPaused() {
        return core.isPaused();
    }

    @Override
    public void cancel() {
        if (!core.isEnded()) {
            observer.onCancelled(this);
        }
        end(DropReason.CANCELLED);
    }

    @Override
    public void refuseEvents() {
        core.refuseEvents();
        closeToProducers();
    }

    private void closeToProducers() {
        core.queue.closeToProducers();
        intake.end();
    }

    @Override
    public boolean isWaitedFor() {
        return intake.overflow().isWaitedFor();
    }

    @Override
    public void endByClose() {
        core.refuseEvents();
        if (consumers.endsByClose() || isPaused()) {
            end(DropReason.CLOSED);
        } else {
            closeToPublishers();
        }
    }

    @Override
    public void beginClose(long nanosToRetry) {
        if (consumers.resilience().breaker().refusesLongerThan(nanosToRetry)) {
            // What waits for the breaker in vain is discarded, as what is paused.
            pause();
        }
    }

    @Override
    public void lastAttempts() {
        core.forbidDelays();
        beginClose(0);
        consumers.endDelays();
    }

    @Override
    public void closeByReader() {
        if (isActive()) {
            observer.onCancelled(this);
        }
        closeToPublishers();
        observer.onEnded(this);
    }

    @Override
    public void outliveBus() {
        consumers.outliveBus();
    }

    private void closeToPublishers() {
        core.closeToPublishers();
        closeToProducers();
        consumers.announceEnd();
        observer.idleSignal().changed();
    }

    private void end(DropReason requested) {
        DropReason reason = core.end(requested);
        long left = core.queue.close();
        if (left > 0) {
            requestReport();
        }
        intake.end();
        consumers.awaitTaken();
        consumers.endDelays();
        consumers.resilience().disarm();
        intake.awaitRemovals();
        if (left > 0) {
            reportRemaining(left, reason);
            core.remainingReported = true;
        } else {
            awaitRemainingReported();
        }
        core.tracked().discardAll(reason);
        consumers.announceEnd();
        observer.onEnded(this);
        observer.idleSignal().changed();
    }

    /** Reports the events that remained in the queue, for dead letters, after the last consumer has taken. */
    private void reportRemaining(long count, DropReason reason) {
        try {
            List<Object> items = core.queue.drainRemaining(observer.maxRemaining());
            items.replaceAll(item -> item instanceof EventWithMissed counted ? counted.envelope() : item);
            observer.onRemaining(this, items, count, reason);
        } catch (Throwable exhausted) {
            // No memory for dead letters: the losses are counted all the same.
        }
    }

    /** Another thread has just ended it. Gives up after a while: the user's clock is read there, and might cancel. */
    private void awaitRemainingReported() {
        Backoff.awaitBriefly(() -> core.queue.depth() == 0 || core.remainingReported);
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

    // ---- Readers: those who hold a pull channel, or the subscriber of a stream

    /**
     * The consumer side, for its reader.
     *
     * @param kind the one that the subscription was made with
     * @throws ClassCastException if it was made with another one
     */
    public <C> C consumers(Class<C> kind) {
        return kind.cast(consumers);
    }

    /**
     * The reader threw when it was notified of the beginning or the end, so that no event has failed.
     *
     * @param signal what it was called for
     */
    public void signalFailed(String signal, Throwable failure) {
        FatalFailures.reportIfFatal(failure);
        observer.onSignalFailed(this, signal, failure);
    }

    // ---- Statistics

    /**
     * What remained when the queue was closed is counted by the queue itself, so that it is never in between two
     * counters.
     */
    @Override
    public long lostFor(DropReason reason) {
        boolean left = core.queue.isClosed() && core.hasEndedFor(reason);
        long bypassed = reason == DropReason.OVERFLOW ? core.droppedWhileBypassed() : 0;
        return super.lostFor(reason) + bypassed + (left ? core.queue.depth() : 0);
    }

    @Override
    protected void onReportTaken() {
        core.onReportTaken();
    }

    @Override
    public boolean isActive() {
        return core.isActive();
    }

    @Override
    public OfferResult whenEnded() {
        return core.whenEnded();
    }

    @Override
    public void onPublishersSettled() {
        observer.idleSignal().changed();
        // Also of a channel that its reader has closed: it was not idle then.
        if (!core.isActive()) {
            observer.onEnded(this);
        }
    }

    @Override
    public boolean isIdle(int ownRuns, boolean ignoresQueued) {
        // The queue first: what was taken before is being handled, which the drains' status shows until it is done. The
        // other way round, an event could go from the queue to a handler between the two looks.
        boolean ended = core.queue.isClosed();
        boolean nothingToTake = ignoresQueued || ended || consumers.isLeftToReader() || core.queue.isEmpty();
        if (ownRuns > 0 && !spec.isConcurrent()) {
            // The caller is inside this channel's handler: what is queued behind it cannot move before it returns.
            return true;
        }
        if (intake.overflow().isWaitedFor()
                && (core.refusesEvents() || !(ignoresQueued || consumers.isLeftToReader()))) {
            // A publisher is about to come in, or to count that it does not.
            return false;
        }
        boolean nothingLeft = ended && consumers.totals().inProgress(core.queue.consumed()) == 0;
        return nothingToTake && consumers.isIdle(ownRuns, nothingLeft);
    }

    @Override
    public long arrivals() {
        return core.queue.arrivals();
    }

    @Override
    public long failures() {
        return consumers.totals().failed();
    }

    @Override
    public int runsOf(Thread thread) {
        return Collections.frequency(consumers.runners(), thread);
    }

    @Override
    public int inHandOf(Thread thread) {
        return consumers.inHandOf(thread);
    }

    @Override
    public List<Thread> runners() {
        return consumers.runners();
    }

    @Override
    public SubscriptionStats stats() {
        // Backwards along an event's way, so that one under way is rather missed than seen twice.
        SubscriptionStats.Builder stats = statsWithLosses();
        DeliveryTotals totals = consumers.totals();
        return stats.delivered(totals.delivered())
                .failed(totals.failed())
                .inProgress(totals.inProgress(core.queue.consumed()))
                .queued(core.queue.isClosed() ? 0 : core.queue.depth())
                .conflated(core.queue.replaced() + totals.conflated())
                .retried(totals.retried())
                .stuck(consumers.resilience().isStuck())
                .accepted(core.queue.accepted())
                .depth(core.queue.highestDepth(), core.queue.capacity())
                .build();
    }
}

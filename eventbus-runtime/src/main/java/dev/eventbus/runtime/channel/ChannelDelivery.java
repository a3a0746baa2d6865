package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.PublishReport.Outcome;
import dev.eventbus.runtime.delivery.CarriedContext;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EnvelopeContext;
import dev.eventbus.runtime.delivery.EventTracker;
import dev.eventbus.runtime.queue.Backoff;
import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.queue.KeyedQueue;
import dev.eventbus.runtime.resilience.FatalFailures;
import dev.eventbus.runtime.resilience.ParkedRetries;
import dev.eventbus.runtime.resilience.PendingStage;
import dev.eventbus.runtime.resilience.RetryState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The taking side of one drain of a channel: gives event after event, or batch after batch, to the handler, and counts what
 * became of each.
 *
 * <p>Used by the thread that holds the drain. Its counters have one writer at a time and are written with release order, so
 * that any thread can read them for statistics.
 */
abstract sealed class ChannelDelivery extends ChannelDeliveryCounts {

    private static final VarHandle DELIVERED;
    private static final VarHandle FAILED;
    private static final VarHandle TAKING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            DELIVERED = lookup.findVarHandle(ChannelDeliveryCounts.class, "delivered", long.class);
            TAKING = lookup.findVarHandle(ChannelDeliveryCounts.class, "taking", boolean.class);
            FAILED = lookup.findVarHandle(ChannelDeliveryCounts.class, "failed", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // What it was given last, the first of a batch. Null for most events until they fail or their stage is pending: a
    // reference that is stored marks a card of the garbage collector, which often is on the cache line of the card that
    // publishers mark with each event.
    private @Nullable Object current;
    // Null for a single event.
    private @Nullable Batch currentBatch;
    // What the queue gave for it, if that has to be released; else null.
    private @Nullable Object toRelease;
    private @Nullable Throwable currentFailure;
    private @Nullable PendingStage stage;
    // Puts back what this thread had, before the context of the event's publisher was put in place.
    private @Nullable Runnable undoCarried;
    // Those of them whose publisher wants to know.
    private @Nullable List<Envelope> trackedInHand;

    private ChannelDelivery(ChannelSubscription subscription) {
        super(subscription);
    }

    /** The taking side of a drain that has not begun. */
    static ChannelDelivery of(ChannelSubscription subscription) {
        return new Padded(subscription);
    }

    /** Keeps what comes behind it in memory off the cache line of its counters. */
    @SuppressWarnings("UnusedVariable") // padding is there to be unused
    private static final class Padded extends ChannelDelivery {

        private long p00;
        private long p01;
        private long p02;
        private long p03;

        Padded(ChannelSubscription subscription) {
            super(subscription);
        }
    }

    /** Begins a run of at most {@code length} calls, in a thread of the bus or of a user's executor. */
    void begin(int length, boolean inOwnThread) {
        remaining = length;
        this.length = length;
        cutShort = false;
        if (attempts != null) {
            attempts.beginRun();
        }
        ownThread = inOwnThread;
    }

    @Override
    public @Nullable Object next() {
        if (attempts != null && isGivenAgain(attempts)) {
            return given(Objects.requireNonNull(current));
        }
        if (!finish() || isOver()) {
            return null;
        }
        Object item = takeNext();
        if (item == null) {
            return null;
        }
        remaining--;
        if (attempts != null || !ownThread) {
            // Known from the beginning, whatever breaks off: in a thread that is not the bus's there may be no stack
            // left.
            current = item;
        }
        return given(item);
    }

    private Object given(Object item) {
        if (attempts != null) {
            attempts.beginCall();
        }
        if (item instanceof Envelope envelope) {
            current = envelope;
            return opened(envelope);
        }
        return item;
    }

    /** The event that was given turns out to be needed later. */
    private void keep(Object event) {
        if (current == null) {
            current = event;
        }
    }

    /** The event in an envelope, with what belonged to its publisher's thread in place in this one until the handler has returned. */
    private Object opened(Envelope envelope) {
        CarriedContext carried = envelope.carried();
        if (carried != null) {
            undoCarried = carried.restore();
        }
        return envelope.event();
    }

    @Override
    public @Nullable List<?> nextBatch() {
        if (attempts != null && isGivenAgain(attempts)) {
            return given(Objects.requireNonNull(currentBatch));
        }
        if (!finish() || isOver()) {
            return null;
        }
        List<Object> items = new ArrayList<>();
        long missedBeforeAll = 0;
        while (items.size() < batch) {
            Object item = items.isEmpty() ? takeNext() : take();
            if (item == null) {
                break;
            }
            if (current == null) {
                current = item;
            }
            missedBeforeAll += missedBefore;
            items.add(item);
        }
        missedBefore = missedBeforeAll;
        if (items.isEmpty()) {
            return null;
        }
        remaining--;
        Batch taken = Batch.of(items);
        currentBatch = taken;
        return given(taken);
    }

    private List<?> given(Batch events) {
        if (attempts != null) {
            attempts.beginCall();
        }
        return events.events();
    }

    /** Whether the handler has been called as often as one run may. */
    private boolean isOver() {
        cutShort = remaining <= 0;
        return cutShort;
    }

    /** The next event or its envelope for a call of its own: one that is due to be tried again, or one from the queue. */
    private @Nullable Object takeNext() {
        return attempts == null ? take() : takeOrRetry(attempts);
    }

    /** The next event or its envelope; null if there is none. */
    private @Nullable Object take() {
        while (state.isConsumable()) {
            // Before there is room, so that no thread that sees the room finds the channel bypassed.
            core.reinstate();
            TAKING.setOpaque(this, true);
            Object item;
            try {
                Object taken = queue.take();
                item = taken == null || taken == ChannelQueue.FAILED_SLOT ? taken : unwrap(taken);
            } catch (Throwable exhausted) {
                taking = false;
                throw exhausted;
            }
            TAKING.setRelease(this, false);
            if (item == null) {
                return null;
            }
            core.onSlotFreed();
            if (item != ChannelQueue.FAILED_SLOT) {
                return item;
            }
            subscription.countLost(DropReason.OVERFLOW, 1);
        }
        return null;
    }

    /** Waits until no event is between the queue and the handler, for who has shut the queue: some instructions. */
    void awaitTaken() {
        Backoff.await(() -> !taking);
    }

    private Object unwrap(Object taken) {
        // First: whatever breaks off from here on, it has left the queue and is accounted for.
        inHand++;
        Object item = taken;
        if (keyed != null) {
            toRelease = taken;
            item = KeyedQueue.itemOf(taken);
        }
        Envelope tracked = EventTracker.trackedEnvelope(item);
        if (tracked != null) {
            core.tracked().taken(tracked);
            if (trackedInHand == null) {
                trackedInHand = new ArrayList<>();
            }
            trackedInHand.add(tracked);
        }
        if (missed == null) {
            return item;
        }
        missedBefore = MissedEvents.before(item, queue.displacedBefore());
        return MissedEvents.envelope(item);
    }

    /**
     * Counts what the handler was given last, if there is something.
     *
     * @return false if that goes on, because the stage that the handler returned has not ended, or it waits to be tried again
     */
    private boolean finish() {
        int count = inHand;
        if (count == 0) {
            return true;
        }
        if (!isPlainSuccess()) {
            return finishWithMore(count);
        }
        // Apart, and short, so that it is compiled into the loop over events.
        DELIVERED.setRelease(this, delivered + count);
        current = null;
        inHand = 0;
        if (ownThread) {
            Thread.interrupted();
        }
        return true;
    }

    /** Whether what was given last was handled, and there is nothing about it but to be counted. */
    private boolean isPlainSuccess() {
        return plain && currentFailure == null && stage == null && undoCarried == null && trackedInHand == null;
    }

    private boolean finishWithMore(int count) {
        if (attempts != null && attempts.isWaiting()) {
            return false;
        }
        Runnable undo = undoCarried;
        if (undo != null) {
            undoCarried = null;
            undo.run();
        }
        PendingStage pending = stage;
        if (pending != null) {
            if (!pending.isEnded()) {
                return false;
            }
            stage = null;
            currentFailure = unwrapped(pending.failure());
        }
        Throwable failure = currentFailure;
        if (attempts != null) {
            failure = attempts.endCall(failure);
            currentFailure = failure;
        }
        if (ownThread) {
            // An interrupt that a handler left behind would hit the next one, perhaps another subscription's.
            Thread.interrupted();
        }
        if (failure == null) {
            DELIVERED.setRelease(this, delivered + count);
        } else {
            if (FatalFailures.include(failure)) {
                FatalFailures.tell(failure);
            }
            if (attempts != null && state.mayDelay() && attempts.retries(failure)) {
                return waitsBeside(attempts);
            }
            tellDied(failure);
            FAILED.setRelease(this, failed + count);
        }
        // At once: whatever breaks off from here on, it is not counted twice.
        inHand = 0;
        currentFailure = null;
        try {
            if (failure != null) {
                subscription.recordFailure(currentBatch == null ? current : null, failure);
            }
            tellTrackers(failure == null ? Outcome.DELIVERED : Outcome.FAILED, failure);
        } finally {
            letGo();
        }
        if (subscription.spec().once()) {
            subscription.cancel();
        }
        return true;
    }

    private void tellDied(Throwable failure) {
        int attempt = attempts == null ? 1 : attempts.number();
        Object single = current;
        Batch together = currentBatch;
        if (together == null && single != null) {
            subscription.failedInHandler(single, failure, attempt);
        } else if (together != null) {
            together.items().forEach(item -> subscription.failedInHandler(item, failure, attempt));
        }
    }

    private void tellTrackers(Outcome outcome, @Nullable Throwable failure) {
        if (trackedInHand != null) {
            for (Envelope envelope : trackedInHand) {
                EventTracker.finish(envelope, subscription.id(), subscription.name(), outcome, failure);
            }
        }
    }

    /** Nothing is in hand any more, and the next event of its key may come out. */
    private void letGo() {
        forget();
        if (keyed != null) {
            keyed.release(Objects.requireNonNull(toRelease));
            toRelease = null;
        }
    }

    private void forget() {
        current = null;
        currentBatch = null;
        inHand = 0;
        trackedInHand = null;
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    public Object context() {
        return new EnvelopeContext(
                (Envelope) Objects.requireNonNull(current), attempts == null ? 1 : attempts.number(), missedBefore);
    }

    @Override
    public void failed(Object event, Throwable failure) {
        keep(event);
        stage = null;
        currentFailure = failure;
    }

    @Override
    public void returned(Object event, @Nullable CompletionStage<?> returned) {
        keep(event);
        if (returned == null) {
            failed(event, new NullPointerException("The handler returned null instead of a CompletionStage."));
        } else {
            PendingStage pending = PendingStage.of(returned, subscription.drainQueue());
            stage = pending;
            if (attempts != null && !pending.isEnded()) {
                attempts.handlerReturned(pending);
            }
        }
    }

    // ---- Of a handler with a call policy

    /** Whether what is in hand is given to the handler once more, now. */
    private boolean isGivenAgain(RetryState attempts) {
        if (!attempts.isDue()) {
            return false;
        }
        if (keyed != null && keyed.hasNewer(Objects.requireNonNull(toRelease))) {
            replaced(attempts);
            return false;
        }
        long wait = attempts.askNanos();
        if (wait > 0 && state.mayDelay()) {
            attempts.delay(wait);
            return false;
        }
        attempts.giveAgain();
        remaining--;
        return true;
    }

    private @Nullable Object takeOrRetry(RetryState attempts) {
        if (attempts.takesFreely()) {
            attempts.first();
            return take();
        }
        ParkedRetries.Parked parked = pollParked(attempts);
        if (parked == null && (!state.isConsumable() || subscription.hasNothingToTake())) {
            return null;
        }
        long wait = attempts.askNanos();
        if (wait > 0 && state.mayDelay()) {
            attempts.delay(wait);
            if (parked != null) {
                attempts.park(parked, wait);
            }
            return null;
        }
        if (parked != null) {
            attempts.giveAgain();
            return pickUp(parked, attempts);
        }
        if (wait > 0) {
            // The bus closes, and the breaker is open: what waits is discarded, as what is paused.
            subscription.pause();
            return null;
        }
        attempts.first();
        Object item = take();
        if (item == null) {
            attempts.withdraw();
        }
        return item;
    }

    /** The next event that is due to be tried again, and was not replaced by a newer one of its key meanwhile. */
    private ParkedRetries.@Nullable Parked pollParked(RetryState attempts) {
        for (ParkedRetries.Parked parked = attempts.pollParked(); parked != null; parked = attempts.pollParked()) {
            if (!Objects.requireNonNull(keyed).hasNewer(parked.toRelease)) {
                return parked;
            }
            pickUp(parked, attempts);
            replaced(attempts);
        }
        return null;
    }

    private Object pickUp(ParkedRetries.Parked parked, RetryState attempts) {
        attempts.pickUp(parked);
        inHand = 1;
        current = parked.item;
        toRelease = parked.toRelease;
        missedBefore = parked.missedBefore;
        trackedInHand = parked.tracked;
        return parked.item;
    }

    /** What is in hand gives way to a newer event of its key. */
    private void replaced(RetryState attempts) {
        attempts.giveWay();
        tellTrackers(Outcome.CONFLATED, null);
        letGo();
    }

    /**
     * Lets what is in hand wait to be tried again.
     *
     * @return true if it does so beside the drain, which goes on with other keys; false if the drain waits with it
     */
    private boolean waitsBeside(RetryState attempts) {
        long nanos = attempts.nextNanos();
        if (!attempts.canPark(queue.capacity())) {
            attempts.waitWithDrain(nanos);
            currentFailure = null;
            return false;
        }
        attempts.park(
                Objects.requireNonNull(current), Objects.requireNonNull(toRelease), missedBefore, trackedInHand, nanos);
        // The key stays busy.
        toRelease = null;
        currentFailure = null;
        forget();
        return true;
    }

    // ---- The drain

    /** The stage that has to end before the handler can be called again; null if there is none. */
    @Nullable
    PendingStage pendingStage() {
        return stage;
    }

    /** The call itself broke off: blames the current event, or the next one so that a broken table makes progress too. */
    void broke(Throwable failure) {
        Object event = inHand == 0 ? next() : current;
        if (inHand == 0) {
            return;
        }
        stage = null;
        currentFailure = failure;
        if (event != null) {
            keep(event);
        }
        // The rest of this run is left to the next.
        cutShort = true;
    }

    /** The run has broken off: nobody is to wait for what it was about to do. */
    void breakOff() {
        taking = false;
    }

    /**
     * Does what was not done when the stage ended, for want of stack or memory. By anybody, while the drain waits for
     * the stage.
     */
    void endStrandedStage() {
        PendingStage pending = stage;
        if (pending != null) {
            pending.endStranded();
        }
    }

    /** Whether there is something about which the outcome is open. */
    boolean holdsEvent() {
        return inHand > 0;
    }

    /** How long the drain has to wait before it can go on, in nanoseconds; -1 if it has not. */
    long delayNanos() {
        return attempts == null ? -1 : attempts.delayNanos();
    }

    /** How often the handler was called in this run. */
    int calls() {
        return length - remaining;
    }

    /** Ends a run. */
    void end() {
        finish();
    }

    /** Whether the last run ended although there may be more to take. */
    boolean isCutShort() {
        return cutShort;
    }

    /** The bus is closed; a call that goes on keeps its deadline. */
    void outliveBus() {
        if (attempts != null) {
            attempts.outliveBus();
        }
    }

    long deliveredCount() {
        return delivered;
    }

    long failedCount() {
        return failed;
    }

    long conflatedCount() {
        return attempts == null ? 0 : attempts.conflatedCount();
    }

    long retriedCount() {
        return attempts == null ? 0 : attempts.retriedCount();
    }
}

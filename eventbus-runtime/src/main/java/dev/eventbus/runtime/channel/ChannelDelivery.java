package dev.eventbus.runtime.channel;

import dev.eventbus.DropReason;
import dev.eventbus.PublishReport.Outcome;
import dev.eventbus.runtime.delivery.CarriedContext;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EnvelopeContext;
import dev.eventbus.runtime.delivery.EventTracker;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.runtime.queue.ChannelQueue;
import dev.eventbus.runtime.queue.KeyedQueue;
import dev.eventbus.spi.generated.Delivery;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The taking side of one drain of a channel: gives event after event, or batch after batch, to the handler, and counts what
 * became of each.
 *
 * <p>Used by the thread that holds the drain. Its counters have one writer at a time and are written with release order, so
 * that any thread can read them for statistics.
 */
abstract sealed class ChannelDelivery extends ChannelDeliveryPadding {

    private static final VarHandle DELIVERED;
    private static final VarHandle FAILED;
    private static final VarHandle CONFLATED;
    private static final VarHandle RETRIED;
    private static final VarHandle TAKING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            DELIVERED = lookup.findVarHandle(ChannelDelivery.class, "delivered", long.class);
            TAKING = lookup.findVarHandle(ChannelDelivery.class, "taking", boolean.class);
            FAILED = lookup.findVarHandle(ChannelDelivery.class, "failed", long.class);
            CONFLATED = lookup.findVarHandle(ChannelDelivery.class, "conflated", long.class);
            RETRIED = lookup.findVarHandle(ChannelDelivery.class, "retried", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ChannelSubscription subscription;
    private final ChannelIntake intake;
    private final ChannelQueue queue;
    private final @Nullable MissedEvents missed;
    // The queue, if what it gives has to be released; else null.
    private final @Nullable KeyedQueue keyed;
    private final int batch;
    // Whether a success is only counted.
    private final boolean plain;
    // Each null for a handler that has none.
    private final @Nullable RetryRule retry;
    private final @Nullable RetryLot lot;
    private final @Nullable CircuitBreaker breaker;
    private final @Nullable Deadline deadline;

    private volatile long delivered;
    private volatile long failed;
    // Events that a newer one of their key replaced while they waited to be tried again.
    private volatile long conflated;
    private volatile long retried;

    // True around taking an event, until it is no longer among those that wait to be told of. Set before the
    // compare-and-set of the queue, so that whoever shuts the queue after that sees it.
    private volatile boolean taking;

    private int length;
    private int remaining;
    private boolean cutShort;
    private boolean ownThread;
    // How long the drain has to wait before it can go on; -1 if it has not.
    private long delay = -1;

    // What the handler was given last, and how many events that is; 0 if there is none.
    private int inHand;
    private @Nullable Object current;
    // The events or envelopes of a batch; null for a single one.
    private @Nullable List<Object> batchInHand;
    private @Nullable List<?> currentBatch;
    // The number of the call for it, from 1.
    private int attempt = 1;
    // Whether it has failed and is to be given once more, when the delay is over.
    private boolean again;
    private @Nullable Object toRelease;
    private @Nullable Throwable currentFailure;
    private @Nullable PendingStage stage;
    // Puts back what this thread had, before the context of the event's publisher was put in place.
    private @Nullable Runnable undoCarried;
    // Those of them whose publisher wants to know.
    private @Nullable List<Envelope> trackedInHand;
    private long missedBefore;

    private ChannelDelivery(ChannelSubscription subscription, SafeTimer timer) {
        this.subscription = subscription;
        this.intake = subscription.intake();
        this.queue = intake.queue();
        this.missed = intake.missed();
        this.keyed = intake.isKeyed() && queue instanceof KeyedQueue keyedQueue ? keyedQueue : null;
        this.batch = subscription.spec.handler().batch();
        this.retry = RetryRule.of(subscription.spec.handler());
        this.lot = subscription.lot();
        this.breaker = subscription.breaker();
        this.deadline = Deadline.of(subscription, timer);
        this.plain = keyed == null && batch == 1 && breaker == null && deadline == null && !subscription.spec.once();
    }

    /** The taking side of a drain that has not begun. */
    static ChannelDelivery of(ChannelSubscription subscription, SafeTimer timer) {
        return new Padded(subscription, timer);
    }

    /** Keeps what comes behind it in memory off the cache line of its counters. */
    @SuppressWarnings("UnusedVariable") // padding is there to be unused
    private static final class Padded extends ChannelDelivery {

        private long p00;
        private long p01;
        private long p02;
        private long p03;
        private long p04;
        private long p05;
        private long p06;
        private long p07;

        Padded(ChannelSubscription subscription, SafeTimer timer) {
            super(subscription, timer);
        }
    }

    /** Begins a run of at most {@code length} calls, in a thread of the bus or of a user's executor. */
    void begin(int length, boolean inOwnThread) {
        remaining = length;
        this.length = length;
        cutShort = false;
        delay = -1;
        ownThread = inOwnThread;
    }

    @Override
    public @Nullable Object next() {
        if (again && isAgain()) {
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
        current = item;
        inHand = 1;
        return given(item);
    }

    private Object given(Object item) {
        if (deadline != null) {
            deadline.begin();
        }
        return item instanceof Envelope envelope ? opened(envelope) : item;
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
        if (again && isAgain()) {
            return given(Objects.requireNonNull(currentBatch));
        }
        if (!finish() || isOver()) {
            return null;
        }
        List<Object> events = new ArrayList<>();
        List<Object> items = new ArrayList<>();
        long missedBeforeAll = 0;
        while (events.size() < batch) {
            Object item = events.isEmpty() ? takeNext() : take();
            if (item == null) {
                break;
            }
            if (events.isEmpty()) {
                current = item;
            }
            missedBeforeAll += missedBefore;
            items.add(item);
            events.add(item instanceof Envelope envelope ? envelope.event() : item);
            inHand++;
        }
        batchInHand = items;
        missedBefore = missedBeforeAll;
        if (events.isEmpty()) {
            return null;
        }
        remaining--;
        currentBatch = Collections.unmodifiableList(events);
        return given(currentBatch);
    }

    private List<?> given(List<?> events) {
        if (deadline != null) {
            deadline.begin();
        }
        return events;
    }

    /** Whether what is in hand is to be given once more, now: its delay is over, or the drain would not have been run. */
    private boolean isAgain() {
        if (delay >= 0) {
            return false;
        }
        if (keyed != null && keyed.hasNewer(Objects.requireNonNull(toRelease))) {
            again = false;
            replaced();
            return false;
        }
        long wait = breaker == null ? 0 : breaker.askNanos();
        if (wait > 0 && subscription.mayWait()) {
            delay = wait;
            return false;
        }
        again = false;
        remaining--;
        RETRIED.setRelease(this, retried + 1);
        return true;
    }

    /** Whether the handler has been called as often as one run may. */
    private boolean isOver() {
        cutShort = remaining <= 0;
        return cutShort;
    }

    /** The next event or its envelope for a call of its own: one that is due to be tried again, or one from the queue. */
    private @Nullable Object takeNext() {
        if (breaker == null && lot == null) {
            attempt = 1;
            return take();
        }
        RetryLot.Parked parked = lot == null ? null : pollParked();
        if (parked == null && (subscription.takesNothing() || subscription.hasNothingToTake())) {
            return null;
        }
        long wait = breaker == null ? 0 : breaker.askNanos();
        if (wait > 0 && subscription.mayWait()) {
            delay = wait;
            if (parked != null) {
                Objects.requireNonNull(lot).park(parked, wait);
            }
            return null;
        }
        if (wait > 0 && parked == null) {
            // The bus closes, and the breaker is open: what waits is discarded, as what is paused.
            subscription.pause();
            return null;
        }
        if (parked != null) {
            RETRIED.setRelease(this, retried + 1);
            return pickUp(parked);
        }
        attempt = 1;
        Object item = take();
        if (item == null && breaker != null) {
            breaker.withdraw();
        }
        return item;
    }

    /** The next event that is due to be tried again, and was not replaced by a newer one of its key meanwhile. */
    private RetryLot.@Nullable Parked pollParked() {
        RetryLot from = Objects.requireNonNull(lot);
        for (RetryLot.Parked parked = from.poll(); parked != null; parked = from.poll()) {
            if (!Objects.requireNonNull(keyed).hasNewer(parked.toRelease)) {
                return parked;
            }
            pickUp(parked);
            replaced();
        }
        return null;
    }

    private Object pickUp(RetryLot.Parked parked) {
        current = parked.item;
        toRelease = parked.toRelease;
        attempt = parked.nextAttempt;
        missedBefore = parked.missedBefore;
        trackedInHand = parked.tracked;
        return parked.item;
    }

    /** What is in hand gives way to a newer event of its key. */
    private void replaced() {
        CONFLATED.setRelease(this, conflated + 1);
        if (trackedInHand != null) {
            tellTrackers(trackedInHand, Outcome.CONFLATED, null);
        }
        letGo();
    }

    /** Nothing is in hand any more, and the next event of its key may come out. */
    private void letGo() {
        current = null;
        currentBatch = null;
        batchInHand = null;
        inHand = 0;
        trackedInHand = null;
        if (keyed != null) {
            keyed.release(Objects.requireNonNull(toRelease));
            toRelease = null;
        }
    }

    /** The next event or its envelope; null if there is none. */
    private @Nullable Object take() {
        while (!subscription.takesNothing()) {
            // Before there is room, so that nobody who sees that there is finds the channel left out.
            intake.bringBack();
            TAKING.setOpaque(this, true);
            Object taken = queue.take();
            Object item = taken == null || taken == ChannelQueue.HOLE ? taken : unwrap(taken);
            TAKING.setRelease(this, false);
            if (item == null) {
                return null;
            }
            intake.madeRoom();
            if (item != ChannelQueue.HOLE) {
                return item;
            }
            subscription.lost(DropReason.OVERFLOW, 1);
        }
        return null;
    }

    /** Waits until no event is between the queue and the handler, for who has shut the queue: some instructions. */
    void awaitTaken() {
        while (taking) {
            Thread.onSpinWait();
        }
    }

    private Object unwrap(Object taken) {
        Object item = taken;
        if (keyed != null) {
            toRelease = taken;
            item = KeyedQueue.itemOf(taken);
        }
        Envelope tracked = TrackedEvents.tracked(item);
        if (tracked != null) {
            subscription.intake().tracked().taken(tracked);
            if (trackedInHand == null) {
                trackedInHand = new ArrayList<>();
            }
            trackedInHand.add(tracked);
        }
        if (missed == null) {
            return item;
        }
        missedBefore = missed.before(item, queue.lastTicket());
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
        return plain
                && currentFailure == null
                && stage == null
                && undoCarried == null
                && trackedInHand == null
                && !again;
    }

    private boolean finishWithMore(int count) {
        if (again) {
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
        currentFailure = null;
        if (deadline != null && deadline.end()) {
            failure = tooLate(failure);
        }
        if (ownThread) {
            // An interrupt that a handler left behind would hit the next one, perhaps another subscription's.
            Thread.interrupted();
        }
        if (breaker != null) {
            breaker.record(failure != null);
        }
        if (failure != null) {
            if (RetryRule.isFatal(failure)) {
                tellUncaught(failure);
            }
            if (retry != null && subscription.mayWait() && retry.retries(failure, attempt)) {
                return waitsBeside(retry.waitNanos(attempt));
            }
            died(Objects.requireNonNull(current), failure);
            FAILED.setRelease(this, failed + count);
            subscription.keepFailure(failure);
        } else {
            DELIVERED.setRelease(this, delivered + count);
        }
        if (trackedInHand != null) {
            tellTrackers(trackedInHand, failure == null ? Outcome.DELIVERED : Outcome.FAILED, failure);
        }
        letGo();
        if (subscription.spec.once()) {
            subscription.cancel();
        }
        return true;
    }

    private void died(Object single, Throwable failure) {
        for (Object item : batchInHand != null ? batchInHand : List.of(single)) {
            subscription.diedInHandler(item, failure, attempt);
        }
    }

    /**
     * Lets what is in hand wait to be tried again.
     *
     * @return true if it does so beside the drain, which goes on with other keys; false if the drain waits with it
     */
    private boolean waitsBeside(long nanos) {
        attempt++;
        if (lot == null || lot.size() >= queue.capacity()) {
            again = true;
            delay = nanos;
            return false;
        }
        lot.park(
                new RetryLot.Parked(
                        Objects.requireNonNull(current),
                        Objects.requireNonNull(toRelease),
                        attempt,
                        missedBefore,
                        trackedInHand),
                nanos);
        // The key stays busy.
        toRelease = null;
        current = null;
        inHand = 0;
        trackedInHand = null;
        return true;
    }

    private Throwable tooLate(@Nullable Throwable failure) {
        TimeoutException late = new TimeoutException("The handler took longer than its "
                + subscription.spec.handler().timeoutMillis() + " ms.");
        if (failure != null) {
            late.addSuppressed(failure);
        }
        return late;
    }

    /** What is wrong with the virtual machine or the class path is not for this subscription's counters alone. */
    private static void tellUncaught(Throwable failure) {
        Thread current = Thread.currentThread();
        try {
            current.getUncaughtExceptionHandler().uncaughtException(current, failure);
        } catch (Throwable broken) {
            // The JVM ignores what such a handler throws, and so do we.
        }
    }

    private void tellTrackers(List<Envelope> tracked, Outcome outcome, @Nullable Throwable failure) {
        for (Envelope envelope : tracked) {
            EventTracker tracker = TrackedEvents.trackerOf(envelope);
            tracker.told(subscription.id(), subscription.name(), outcome, null, failure);
            tracker.finished();
        }
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    public Object context() {
        return new EnvelopeContext((Envelope) Objects.requireNonNull(current), attempt, missedBefore);
    }

    @Override
    public void failed(Throwable failure) {
        stage = null;
        currentFailure = failure;
    }

    @Override
    public void returned(@Nullable CompletionStage<?> returned) {
        if (returned == null) {
            failed(new NullPointerException("The handler returned null instead of a CompletionStage."));
        } else {
            PendingStage pending = PendingStage.of(returned);
            stage = pending;
            if (deadline != null && !pending.isEnded()) {
                deadline.handlerReturned(pending);
            }
        }
    }

    /** The stage that has to end before the handler can be called again; null if there is none. */
    @Nullable
    PendingStage pendingStage() {
        return stage;
    }

    /** The call itself broke off: blames the current event, or the next one so that a broken table makes progress too. */
    void broke(Throwable failure) {
        if (inHand == 0 && next() == null) {
            return;
        }
        failed(failure);
        // The rest of this run is left to the next.
        cutShort = true;
    }

    /** How long the drain has to wait before it can go on, in nanoseconds; -1 if it has not. */
    long delayNanos() {
        return delay;
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

    long deliveredCount() {
        return delivered;
    }

    long failedCount() {
        return failed;
    }

    long conflatedCount() {
        return conflated;
    }

    long retriedCount() {
        return retried;
    }
}

/** Keeps what comes before it in memory off the cache line of a drain's counters, which change with each event. */
@SuppressWarnings("UnusedVariable") // padding is there to be unused
abstract class ChannelDeliveryPadding extends Delivery {

    private long p00;
    private long p01;
    private long p02;
    private long p03;
    private long p04;
    private long p05;
    private long p06;
    private long p07;
}

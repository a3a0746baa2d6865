package dev.eventbus.runtime.channel;

import dev.eventbus.PublishReport.Outcome;
import dev.eventbus.runtime.delivery.CarriedContext;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.resilience.FatalFailures;
import dev.eventbus.runtime.resilience.PendingStage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The consumer side of one drain of a channel: gives event after event, or batch after batch, to the handler, and
 * counts what became of each.
 *
 * <p>Threading: used by the thread that holds the drain. Its counters have one writer at a time and are written with
 * release order, so that any thread can read them for statistics.
 */
abstract sealed class ChannelDelivery extends ChannelDeliveryRetries {

    /*
     * Implementation notes: who may be where at once.
     *
     * Only the holder of the drain calls next(), nextBatch() and what they call. User code runs between two of these
     * calls, in the handler, where it may publish to, pause, cancel or close this very channel. An event goes through
     * take(), the handler, judge() and settle(); judge() is reached from the next call of next(), or from the end of
     * the run.
     *
     * Without holding the drain, any thread may read the counters, wait for `taking` in awaitTaken(), look for work,
     * and call endStrandedStage() while the drain is WAITING. Timers, and threads that end a stage, do not come here:
     * they make the drain SCHEDULED, and its next run finds out. A parked event belongs to ParkedRetries; the drain
     * that polls it may be another one of this channel.
     *
     * The stack or memory may be exhausted between any two calls. From `eventsInHand++` on an event is accounted for.
     * It is counted, and `eventsInHand` cleared, by two writes with no call in between, so that no outcome is counted
     * twice. `countOnly` is cleared before anything is noted about an event, so that it is not taken for a plain
     * success.
     *
     * The loop over plain events reads and writes fields of this object only, and stores no reference. There is one
     * class of deliveries, so that next() stays monomorphic in generated code.
     */

    private ChannelDelivery(DrainSetup setup) {
        super(setup);
    }

    /** The consumer side of a drain that has not begun. */
    static ChannelDelivery of(DrainSetup setup) {
        return new Padded(setup);
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

        Padded(DrainSetup setup) {
            super(setup);
        }
    }

    /** Begins a run of at most {@code length} calls, in a thread of the bus or of a user's executor. */
    void begin(int length, boolean inOwnThread) {
        if (inHand == InHand.UNUSED) {
            inHand = new InHand();
        }
        remaining = length;
        this.length = length;
        cutShort = false;
        if (resilient) {
            retries.beginRun();
        }
        ownThread = inOwnThread;
    }

    // ---- The handler's loop

    @Override
    public @Nullable Object next() {
        if (resilient && beginsRetry()) {
            return open(inHand.item());
        }
        if (!finish() || isRunOver()) {
            return null;
        }
        Object item = resilient ? takeOrRetry() : take();
        if (item == null) {
            return null;
        }
        remaining--;
        if (resilient || !ownThread) {
            // Known from the beginning, whatever breaks off: in a thread that is not the bus's there may be no stack
            // left.
            hold(item);
        }
        return open(item);
    }

    /** The event in an item, for the handler, which is about to be called. */
    private Object open(Object item) {
        if (resilient) {
            retries.beginCall();
        }
        if (item instanceof Envelope envelope) {
            hold(envelope);
            CarriedContext carried = envelope.carried();
            if (carried != null) {
                countOnly = false;
                inHand.putInPlace(carried);
            }
            return envelope.event();
        }
        return item;
    }

    private void hold(Object item) {
        holdsItem = true;
        inHand.item = item;
    }

    /** The event turns out to be needed later. */
    private void keep(Object event) {
        if (!holdsItem) {
            hold(event);
        }
    }

    @Override
    public @Nullable List<?> nextBatch() {
        if (resilient && beginsRetry()) {
            return openBatch();
        }
        if (!finish() || isRunOver()) {
            return null;
        }
        List<Object> items = new ArrayList<>();
        inHand.beginBatch(items);
        long missedBeforeAll = 0;
        while (items.size() < batch) {
            Object item = items.isEmpty() && resilient ? takeOrRetry() : take();
            if (item == null) {
                break;
            }
            keep(item);
            missedBeforeAll += inHand.missedBefore();
            items.add(item);
        }
        inHand.setMissed(missedBeforeAll);
        if (items.isEmpty()) {
            return null;
        }
        remaining--;
        return openBatch();
    }

    private List<?> openBatch() {
        List<?> events = inHand.batchEvents();
        if (resilient) {
            retries.beginCall();
        }
        return events;
    }

    /** Whether the handler has been called as often as one run may. */
    private boolean isRunOver() {
        cutShort = remaining <= 0;
        return cutShort;
    }

    @Override
    public Object context() {
        return inHand.context();
    }

    @Override
    public void failed(Object event, Throwable failure) {
        countOnly = false;
        keep(event);
        inHand.fail(failure);
    }

    @Override
    public void returned(Object event, @Nullable CompletionStage<?> returned) {
        countOnly = false;
        keep(event);
        if (returned == null) {
            inHand.fail(new NullPointerException("The handler returned null instead of a CompletionStage."));
            return;
        }
        PendingStage pending = PendingStage.of(returned, drains);
        inHand.await(pending);
        if (resilient && !pending.isEnded()) {
            retries.handlerReturned(pending);
        }
    }

    // ---- The outcome

    /**
     * Counts what the handler was given last, if there is something.
     *
     * @return false if it is still in hand, because the stage that the handler returned has not ended, or it waits for
     *     a retry
     */
    private boolean finish() {
        int count = eventsInHand;
        if (count == 0) {
            return true;
        }
        if (!countOnly) {
            return judge();
        }
        // Apart, and short, so that it is compiled into the loop over events.
        setDeliveredRelease(delivered + count);
        eventsInHand = 0;
        if (holdsItem) {
            holdsItem = false;
            inHand.item = null;
        }
        if (ownThread) {
            Thread.interrupted();
        }
        return true;
    }

    /** Decides the outcome of what is in hand, if that is not open any more; as in {@link #finish}. */
    private boolean judge() {
        InHand judged = inHand;
        if (retries.isRetryPending()) {
            return false;
        }
        judged.restoreThread();
        if (!judged.endStage()) {
            return false;
        }
        if (!judged.isAttemptEnded()) {
            endAttempt(judged);
        }
        if (ownThread) {
            // An interrupt that a handler left behind would hit the next one, perhaps another subscription's.
            Thread.interrupted();
        }
        Throwable failure = judged.failure();
        if (failure == null) {
            settle(Outcome.DELIVERED);
            return true;
        }
        if (state.mayDelay() && retries.allowsRetry(failure, judged.attempt())) {
            return retryLater(retries.backoffNanos(judged.attempt()));
        }
        settle(Outcome.FAILED);
        return true;
    }

    /** Records the end of an attempt, once: what comes after it may break off, and is then repeated. */
    private void endAttempt(InHand ended) {
        Throwable failure = retries.endCall(ended.failure());
        ended.endAttempt(failure);
        FatalFailures.reportIfFatal(failure);
    }

    // ---- The drain

    /** Whether a stage has to end before the handler can be called again. */
    boolean isStagePending() {
        return inHand.hasStage();
    }

    PendingStage pendingStage() {
        return inHand.stage();
    }

    /**
     * The call itself broke off: blames the current event, or the next one so that a broken table makes progress too.
     */
    void broke(Throwable failure) {
        if (eventsInHand == 0) {
            Object event = next();
            if (event == null) {
                return;
            }
            keep(event);
        }
        countOnly = false;
        inHand.fail(failure);
        // The rest of this run is left to the next.
        cutShort = true;
    }

    /**
     * Does what was not done when the stage ended, because stack or memory was exhausted. By any thread, while the
     * drain waits for the stage.
     */
    void endStrandedStage() {
        inHand.endStrandedStage();
    }

    /** Whether there is something about which the outcome is open. */
    boolean holdsEvent() {
        return eventsInHand > 0;
    }

    /** How long the drain has to wait before it can go on, in nanoseconds; negative if it need not wait. */
    long delayNanos() {
        return retries.delayNanos();
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

    /** The bus is closed; a call that goes on keeps its timeout. */
    void outliveBus() {
        retries.outliveBus();
    }
}

package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.delivery.CarriedContext;
import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.runtime.delivery.EnvelopeContext;
import dev.eventbus.runtime.resilience.PendingStage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What a drain has taken and whose outcome is open: an event or a batch, with all that its next attempt and its outcome
 * need. An event that waits for a retry beside its drain is parked as this object, and any drain of the channel goes on
 * with it.
 *
 * <p>Threading: used by the thread that holds the drain; handed over by the drain's status, or by the queue of parked
 * events.
 */
final class InHand {

    /** Does nothing. A class, since the first lambda of a program costs its start some milliseconds. */
    enum Nothing implements Runnable {
        TO_DO;

        @Override
        public void run() {}
    }

    /** Of a drain that has not run yet: it needs no room for what is in hand. Never written. */
    static final InHand UNUSED = new InHand();

    // The event or its envelope, or the first of a batch. Null for most events until they fail or their stage is
    // pending: a reference that is stored marks a card of the garbage collector, which often is on the cache line of
    // the card that publishers mark with each event.
    @Nullable
    Object item;
    // The events of a batch, or their envelopes; empty for a single event.
    private List<Object> batch = List.of();
    // What the queue handed out for it, if that has to be released.
    private @Nullable Object entry;
    private @Nullable Throwable failure;
    private @Nullable PendingStage stage;
    // Puts back what this thread had before the context of the event's publisher was put in place.
    private Runnable restore = Nothing.TO_DO;
    // Those of the envelopes whose publishers want to know the outcome.
    private List<Envelope> tracked = List.of();
    private long missedBefore;
    // The number of the attempt, from 1.
    private int attempt = 1;
    // Whether the end of the attempt has been recorded.
    private boolean attemptEnded;

    // ---- Taking

    /** The queue handed out an entry that has to be released. */
    void keepEntry(Object taken) {
        entry = taken;
    }

    /** A tracked event was taken. */
    void track(Envelope envelope) {
        if (tracked.isEmpty()) {
            tracked = new ArrayList<>(1);
        }
        tracked.add(envelope);
    }

    /** Events before a single event were dropped. */
    void setMissed(long count) {
        missedBefore = count;
    }

    /** What is taken from now on is a batch, which ends up in this list. */
    void beginBatch(List<Object> items) {
        batch = items;
    }

    // ---- Attempts

    Object item() {
        return Objects.requireNonNull(item);
    }

    Object entry() {
        return Objects.requireNonNull(entry);
    }

    int attempt() {
        return attempt;
    }

    /** The number of events missed before this one. */
    long missedBefore() {
        return missedBefore;
    }

    EnvelopeContext context() {
        return new EnvelopeContext((Envelope) item(), attempt, missedBefore);
    }

    /** The events of a batch, for the handler, which may keep the list and cannot change it. */
    List<?> batchEvents() {
        List<Object> events = batch;
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i) instanceof Envelope envelope) {
                if (events == batch) {
                    events = new ArrayList<>(batch);
                }
                events.set(i, envelope.event());
            }
        }
        return Collections.unmodifiableList(events);
    }

    /** Puts what belonged to the publisher's thread in place in this one, until {@link #restoreThread}. */
    void putInPlace(CarriedContext carried) {
        restore = carried.restore();
    }

    void restoreThread() {
        Runnable undo = restore;
        restore = Nothing.TO_DO;
        undo.run();
    }

    /** The handler is called once more. */
    void beginRetry() {
        attempt++;
        attemptEnded = false;
        failure = null;
    }

    // ---- Its outcome

    /** The handler has returned a stage that may be pending. */
    void await(PendingStage returned) {
        stage = returned;
    }

    void fail(Throwable thrown) {
        stage = null;
        failure = thrown;
    }

    /** Whether there is a stage that was pending when it was looked at last. */
    boolean hasStage() {
        return stage != null;
    }

    PendingStage stage() {
        return Objects.requireNonNull(stage);
    }

    /** Passes on the end of a stage, if that has broken off. By any thread, so the stage may be gone. */
    void endStrandedStage() {
        PendingStage pending = stage;
        if (pending != null) {
            pending.endStranded();
        }
    }

    /** Whether no stage is pending, after one that has ended is over with what it failed with. */
    boolean endStage() {
        if (!hasStage()) {
            return true;
        }
        PendingStage pending = stage();
        if (!pending.isEnded()) {
            return false;
        }
        failure = unwrapped(pending.failure());
        stage = null;
        return true;
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** What the handler, or the whole attempt once that has ended, has failed with. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    boolean isAttemptEnded() {
        return attemptEnded;
    }

    /** The attempt is over, its stage included. */
    void endAttempt(@Nullable Throwable outcome) {
        failure = outcome;
        attemptEnded = true;
    }

    boolean isBatch() {
        return !batch.isEmpty();
    }

    /** How many events are known; a call that broke off may not have said which one it was given. */
    int size() {
        int single = item == null ? 0 : 1;
        return isBatch() ? batch.size() : single;
    }

    /** The event or envelope at a place, in the order in which they were taken. */
    Object item(int place) {
        return isBatch() ? batch.get(place) : item();
    }

    List<Envelope> tracked() {
        return tracked;
    }

    /** Nothing is in hand any more. */
    void clear() {
        item = null;
        batch = List.of();
        entry = null;
        failure = null;
        stage = null;
        tracked = List.of();
        attempt = 1;
        attemptEnded = false;
    }
}

package dev.eventbus.runtime.delivery;

import dev.eventbus.DropReason;
import dev.eventbus.PublishReport;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Follows one published event to all its ends. The publisher counts as one that has not finished until it has offered
 * the event to everybody, so that the count cannot reach zero before.
 */
public final class EventTracker {

    private final Executor executor;
    private final AtomicInteger unfinished = new AtomicInteger(1);
    private final SortedMap<Long, PublishReport.Delivery> ends = new ConcurrentSkipListMap<>();
    private final CompletableFuture<PublishReport> report = new CompletableFuture<>();
    // Handed on with the event.
    private @Nullable Envelope followed;

    /**
     * A tracker of an event that has not been offered.
     *
     * @param executor completes the stage
     */
    public EventTracker(Executor executor) {
        this.executor = executor;
    }

    /** The tracker of a tracked event. */
    public static EventTracker of(Envelope tracked) {
        return Objects.requireNonNull(tracked.tracker());
    }

    /**
     * Records the outcome of a tracked event that was taken out of its queue, and that the subscription has finished.
     */
    public static void finish(
            Envelope tracked,
            long subscriptionId,
            String subscription,
            PublishReport.Outcome outcome,
            @Nullable Throwable failure) {
        EventTracker tracker = of(tracked);
        tracker.record(subscriptionId, subscription, outcome, null, failure);
        tracker.finished();
    }

    /** Records the outcome of an event that did not enter a queue, if it is tracked. */
    public static void recordIfTracked(
            Object item,
            long subscriptionId,
            String subscription,
            PublishReport.Outcome outcome,
            @Nullable DropReason reason) {
        Envelope tracked = Envelope.trackedIn(item);
        if (tracked != null) {
            of(tracked).record(subscriptionId, subscription, outcome, reason, null);
        }
    }

    /** Says which publication this is, before it is offered to anybody. */
    public void follow(Envelope envelope) {
        followed = envelope;
    }

    /** Ends with the report. */
    public CompletionStage<PublishReport> report() {
        return report;
    }

    /** A subscription is about to accept the event: one more who has to finish. */
    public void begin() {
        unfinished.incrementAndGet();
    }

    /** Records what became of the event at a subscription. */
    public void record(
            long subscriptionId,
            String subscription,
            PublishReport.Outcome outcome,
            @Nullable DropReason reason,
            @Nullable Throwable failure) {
        ends.put(subscriptionId, PublishReport.Delivery.of(subscriptionId, subscription, outcome, reason, failure));
    }

    /** Withdraws what was recorded of a subscription, which has not accepted the event after all. */
    public void withdraw(long subscriptionId) {
        ends.remove(subscriptionId);
    }

    /**
     * The publisher has offered the event to everybody, or a subscription that began has finished or not accepted it.
     */
    public void finished() {
        if (unfinished.decrementAndGet() == 0) {
            Envelope envelope = Objects.requireNonNull(followed);
            executor.execute(() ->
                    report.complete(PublishReport.of(envelope.id(), envelope.event(), List.copyOf(ends.values()))));
        }
    }
}

package dev.eventbus.runtime.delivery;

import dev.eventbus.DropReason;
import dev.eventbus.PublishReport;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Follows one published event to all its ends. The publisher counts as one that has not finished until it has offered the
 * event to everybody, so that the count cannot reach zero before.
 */
public final class EventTracker {

    private final Executor executor;
    private final AtomicInteger unfinished = new AtomicInteger(1);
    private final SortedMap<Long, PublishReport.Delivery> ends = new ConcurrentSkipListMap<>();
    private final CompletableFuture<PublishReport> report = new CompletableFuture<>();

    /**
     * A tracker of an event that has not been offered.
     *
     * @param executor completes the stage
     */
    public EventTracker(Executor executor) {
        this.executor = executor;
    }

    /** Ends with the report. */
    public CompletionStage<PublishReport> report() {
        return report;
    }

    /** The publisher has offered the event to everybody. */
    public void offered() {
        oneFinished();
    }

    /** A subscription is about to accept the event. */
    public void begin() {
        unfinished.incrementAndGet();
    }

    /** It has not accepted it after all, and {@link #end} was not called. */
    public void withdraw() {
        oneFinished();
    }

    /** It has not accepted it after all, though {@link #end} was called. */
    public void withdraw(long subscriptionId) {
        ends.remove(subscriptionId);
    }

    /** A subscription that began has finished with the event. */
    public void end(
            long subscriptionId,
            String subscription,
            PublishReport.Outcome outcome,
            @Nullable DropReason reason,
            @Nullable Throwable failure) {
        told(subscriptionId, subscription, outcome, reason, failure);
        finished();
    }

    /** A subscription that began has finished with the event, and has told what became of it. */
    public void finished() {
        oneFinished();
    }

    /** A subscription that did not begin, because it is done at once, tells what became of the event. */
    public void told(
            long subscriptionId,
            String subscription,
            PublishReport.Outcome outcome,
            @Nullable DropReason reason,
            @Nullable Throwable failure) {
        ends.put(subscriptionId, PublishReport.Delivery.of(subscriptionId, subscription, outcome, reason, failure));
    }

    private void oneFinished() {
        if (unfinished.decrementAndGet() == 0) {
            executor.execute(() -> report.complete(PublishReport.of(List.copyOf(ends.values()))));
        }
    }
}

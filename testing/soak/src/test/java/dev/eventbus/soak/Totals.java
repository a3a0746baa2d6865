package dev.eventbus.soak;

import dev.eventbus.PublishReport;
import dev.eventbus.PublishResult;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What publishers were told. */
final class Totals {

    private final LongAdder accepted = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final Queue<CompletionStage<PublishReport>> tracked = new ConcurrentLinkedQueue<>();

    void note(PublishResult result) {
        accepted.add(result.accepted());
        dropped.add(result.dropped());
    }

    void note(CompletionStage<PublishReport> report) {
        tracked.add(report);
    }

    long accepted() {
        return accepted.sum();
    }

    long dropped() {
        return dropped.sum();
    }

    /** The reports of tracked events. */
    Queue<CompletionStage<PublishReport>> tracked() {
        return tracked;
    }
}

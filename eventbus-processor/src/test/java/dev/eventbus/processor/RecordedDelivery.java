package dev.eventbus.processor;

import dev.eventbus.spi.generated.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;

/** Gives some events, and keeps what becomes of them. */
final class RecordedDelivery extends Delivery {

    final List<Throwable> failures = new ArrayList<>();
    final List<CompletionStage<?>> stages = new ArrayList<>();
    private final Queue<Object> events;

    RecordedDelivery(Object... events) {
        this.events = new ArrayDeque<>(List.of(events));
    }

    @Override
    public Object next() {
        return events.poll();
    }

    @Override
    public List<?> nextBatch() {
        if (events.isEmpty()) {
            return null;
        }
        List<Object> batch = new ArrayList<>(events);
        events.clear();
        return batch;
    }

    @Override
    public Object context() {
        return null;
    }

    @Override
    public void failed(Throwable failure) {
        failures.add(failure);
    }

    @Override
    public void returned(CompletionStage<?> stage) {
        stages.add(stage);
    }
}

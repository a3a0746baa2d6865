package dev.eventbus.processor;

import dev.eventbus.spi.generated.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Gives some events, and keeps what becomes of them. */
public final class RecordedDelivery extends Delivery {

    public final List<Throwable> failures = new ArrayList<>();
    public final List<CompletionStage<?>> stages = new ArrayList<>();
    private final @Nullable Object context;
    private final Queue<Object> events;

    public RecordedDelivery(Object... events) {
        this(null, events);
    }

    private RecordedDelivery(@Nullable Object context, Object... events) {
        this.context = context;
        this.events = new ArrayDeque<>(List.of(events));
    }

    /** The same with a context. */
    public RecordedDelivery in(Object other) {
        return new RecordedDelivery(other, events.toArray());
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
        return context;
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

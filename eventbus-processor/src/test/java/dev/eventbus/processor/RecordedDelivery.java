package dev.eventbus.processor;

import dev.eventbus.spi.generated.DeliveryCursor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Delivers some events and records the outcomes. Rejects outcomes of any event but the last one. */
public final class RecordedDelivery extends DeliveryCursor {

    public final List<Throwable> failures = new ArrayList<>();
    public final List<CompletionStage<?>> stages = new ArrayList<>();
    private final @Nullable Object context;
    private final Queue<Object> events;
    private @Nullable Object given;

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
        given = events.poll();
        return given;
    }

    @Override
    public List<?> nextBatch() {
        if (events.isEmpty()) {
            return null;
        }
        List<Object> batch = new ArrayList<>(events);
        given = batch;
        events.clear();
        return batch;
    }

    @Override
    public Object context() {
        return context;
    }

    @Override
    public void failed(Object event, Throwable failure) {
        requireGiven(event);
        failures.add(failure);
    }

    @Override
    public void returned(Object event, CompletionStage<?> stage) {
        requireGiven(event);
        stages.add(stage);
    }

    private void requireGiven(Object event) {
        if (event != given) {
            throw new IllegalArgumentException("outcome of " + event + ", but " + given + " was delivered last");
        }
    }
}

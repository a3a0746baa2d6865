package com.acme;

import dev.eventbus.EventContext;
import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import java.util.List;

/** The handlers of {@link Indexer}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass", "unchecked"})
public final class Indexer_Handlers implements HandlerTable {
    /** For the index. */
    public Indexer_Handlers() {}

    @Override
    public Class<?> subscriberType() {
        return Indexer.class;
    }

    @Override
    public HandlerSpec[] handlers() {
        return new HandlerSpec[] {
            HandlerSpec.of("com.acme.Indexer.index", OrderCreated.class).withBatch(100),
            HandlerSpec.of("com.acme.Indexer.send", OrderCreated.class).withStage(),
            HandlerSpec.of("com.acme.Indexer.store", OrderEvent.class)
                    .withBatch(10)
                    .withFilter()
                    .withContext()
                    .withStage()
        };
    }

    @Override
    public void deliver(int handler, Object subscriber, DeliveryCursor delivery) {
        if (handler != 1) {
            throw HandlerTable.unknown("channel handler", handler);
        }
        Indexer indexer = (Indexer) subscriber;
        for (Object event = delivery.next(); event != null; event = delivery.next()) {
            try {
                delivery.returned(event, indexer.send((OrderCreated) event));
            } catch (Throwable failure) {
                delivery.failed(event, failure);
            }
        }
    }

    @Override
    public void deliverBatches(int handler, Object subscriber, DeliveryCursor delivery) {
        switch (handler) {
            case 0, 2 -> { }
            default -> throw HandlerTable.unknown("handler of batches", handler);
        }
        Indexer indexer = (Indexer) subscriber;
        for (List<?> events = delivery.nextBatch(); events != null; events = delivery.nextBatch()) {
            try {
                switch (handler) {
                    case 0 -> indexer.index((List<OrderCreated>) events);
                    case 2 -> delivery.returned(events, indexer.store((List<OrderEvent>) events, (EventContext) delivery.context()));
                }
            } catch (Throwable failure) {
                delivery.failed(events, failure);
            }
        }
    }

    @Override
    public boolean accepts(int handler, Object subscriber, Object event) throws Throwable {
        if (handler != 2) {
            throw HandlerTable.unknown("filter of handler", handler);
        }
        Indexer indexer = (Indexer) subscriber;
        return indexer.large((OrderEvent) event);
    }
}

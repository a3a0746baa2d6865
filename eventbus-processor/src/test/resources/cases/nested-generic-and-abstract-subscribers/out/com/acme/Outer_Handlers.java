package com.acme;

import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import java.util.List;

/** The handlers of {@link Outer}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass", "rawtypes", "unchecked"})
public final class Outer_Handlers implements HandlerTable {
    /** For the index. */
    public Outer_Handlers() {}

    @Override
    public Class<?> subscriberType() {
        return Outer.class;
    }

    @Override
    public HandlerSpec[] handlers() {
        return new HandlerSpec[] {
            HandlerSpec.of("com.acme.Outer.onPage", Outer.Page.class),
            HandlerSpec.of("com.acme.Outer.onPages", Outer.Page.class).withBatch(2)
        };
    }

    @Override
    public void deliver(int handler, Object subscriber, DeliveryCursor delivery) {
        if (handler != 0) {
            throw HandlerTable.unknown("channel handler", handler);
        }
        Outer<?> outer = (Outer<?>) subscriber;
        for (Object event = delivery.next(); event != null; event = delivery.next()) {
            try {
                outer.onPage((Outer.Page<?>) event);
            } catch (Throwable failure) {
                delivery.failed(event, failure);
            }
        }
    }

    @Override
    public void deliverBatches(int handler, Object subscriber, DeliveryCursor delivery) {
        if (handler != 1) {
            throw HandlerTable.unknown("handler of batches", handler);
        }
        Outer<?> outer = (Outer<?>) subscriber;
        for (List<?> events = delivery.nextBatch(); events != null; events = delivery.nextBatch()) {
            try {
                outer.onPages((List) events);
            } catch (Throwable failure) {
                delivery.failed(events, failure);
            }
        }
    }
}

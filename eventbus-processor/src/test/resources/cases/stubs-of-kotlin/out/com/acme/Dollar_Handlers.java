package com.acme;

import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;

/** The handlers of {@link Dollar}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass"})
public final class Dollar_Handlers implements HandlerTable {
    /** For the index. */
    public Dollar_Handlers() {}

    @Override
    public Class<?> subscriberType() {
        return Dollar.class;
    }

    @Override
    public HandlerSpec[] handlers() {
        return new HandlerSpec[] {
            HandlerSpec.of("com.acme.Dollar.on$order", OrderCreated.class)
        };
    }

    @Override
    public void deliver(int handler, Object subscriber, DeliveryCursor delivery) {
        if (handler != 0) {
            throw HandlerTable.unknown("channel handler", handler);
        }
        Dollar dollar = (Dollar) subscriber;
        for (Object event = delivery.next(); event != null; event = delivery.next()) {
            try {
                dollar.on$order((OrderCreated) event);
            } catch (Throwable failure) {
                delivery.failed(event, failure);
            }
        }
    }
}

package com.acme;

import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;

/** The handlers of {@link Auxiliary}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass"})
public final class Auxiliary_Handlers implements HandlerTable {
    /** For the index. */
    public Auxiliary_Handlers() {}

    @Override
    public Class<?> subscriberType() {
        return Auxiliary.class;
    }

    @Override
    public HandlerSpec[] handlers() {
        return new HandlerSpec[] {
            HandlerSpec.of("com.acme.Auxiliary.onText", String.class)
        };
    }

    @Override
    public void deliver(int handler, Object subscriber, DeliveryCursor delivery) {
        if (handler != 0) {
            throw HandlerTable.unknown("channel handler", handler);
        }
        Auxiliary auxiliary = (Auxiliary) subscriber;
        for (Object event = delivery.next(); event != null; event = delivery.next()) {
            try {
                auxiliary.onText((String) event);
            } catch (Throwable failure) {
                delivery.failed(event, failure);
            }
        }
    }
}

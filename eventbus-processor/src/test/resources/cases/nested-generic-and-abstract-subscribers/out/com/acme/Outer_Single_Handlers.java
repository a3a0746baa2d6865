package com.acme;

import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;

/** The handlers of {@link Outer.Single}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass"})
public final class Outer_Single_Handlers implements HandlerTable {
    /** For the index. */
    public Outer_Single_Handlers() {}

    @Override
    public Class<?> subscriberType() {
        return Outer.Single.class;
    }

    @Override
    public HandlerSpec[] handlers() {
        return new HandlerSpec[] {
            HandlerSpec.of("com.acme.Outer$Single.onOrder", OrderCreated.class)
        };
    }

    @Override
    public void deliver(int handler, Object subscriber, DeliveryCursor delivery) {
        if (handler != 0) {
            throw HandlerTable.unknown("channel handler", handler);
        }
        Outer.Single single = (Outer.Single) subscriber;
        for (Object event = delivery.next(); event != null; event = delivery.next()) {
            try {
                single.onOrder((OrderCreated) event);
            } catch (Throwable failure) {
                delivery.failed(event, failure);
            }
        }
    }
}

package com.acme;

import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;

/** The handlers of {@link Evil}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass"})
public final class Evil_Handlers implements HandlerTable {
    /** For the index. */
    public Evil_Handlers() {}

    @Override
    public Class<?> subscriberType() {
        return Evil.class;
    }

    @Override
    public HandlerSpec[] handlers() {
        return new HandlerSpec[] {
            HandlerSpec.of("\"; System.exit(1); // $S A \\ */ %s", OrderCreated.class).withTopic("$T.\"+*.exit(1)+\"")
        };
    }

    @Override
    public void deliver(int handler, Object subscriber, DeliveryCursor delivery) {
        if (handler != 0) {
            throw HandlerTable.unknown("channel handler", handler);
        }
        Evil evil = (Evil) subscriber;
        for (Object event = delivery.next(); event != null; event = delivery.next()) {
            try {
                evil.onOrder((OrderCreated) event);
            } catch (Throwable failure) {
                delivery.failed(event, failure);
            }
        }
    }
}

package com.acme;

import dev.eventbus.spi.generated.Delivery;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import java.util.List;

/**
 * The handlers of {@link Evil}. Not API: written by the annotation processor for the runtime.
 */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked", "NullAway"})
public final class Evil_Handlers implements HandlerTable {
    /**
     * For the index.
     */
    public Evil_Handlers() {
    }

    @Override
    public Class<?> subscriberType() {
        return Evil.class;
    }

    @Override
    public List<HandlerSpec> handlers() {
        return List.of(HandlerSpec.of("\"; System.exit(1); // $S A \\ */ %s", OrderCreated.class).topic("$T.\"+*.exit(1)+\""));
    }

    @Override
    public void deliver(int handler, Object subscriber, Delivery delivery) {
        Evil evil = (Evil) subscriber;
        switch (handler) {
            case 0:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        evil.onOrder((OrderCreated) event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            default:
                throw new IllegalArgumentException("no channel handler " + handler);
        }
    }
}

package com.acme;

import dev.eventbus.EventContext;
import dev.eventbus.Overflow;
import dev.eventbus.spi.generated.Delivery;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import java.util.List;

/**
 * The handlers of {@link Mailer}. Not API: written by the annotation processor for the runtime.
 */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked", "NullAway"})
public final class Mailer_Handlers implements HandlerTable {
    /**
     * For the index.
     */
    public Mailer_Handlers() {
    }

    @Override
    public Class<?> subscriberType() {
        return Mailer.class;
    }

    @Override
    public List<HandlerSpec> handlers() {
        return List.of(
                HandlerSpec.of("audit", OrderEvent.class)
                        .topic("order.*")
                        .capacity(64)
                        .overflow(Overflow.DROP_OLDEST)
                        .withContext(),
                HandlerSpec.of("com.acme.Mailer.onOrder", OrderCreated.class));
    }

    @Override
    public void deliver(int handler, Object subscriber, Delivery delivery) {
        Mailer mailer = (Mailer) subscriber;
        switch (handler) {
            case 0:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        mailer.audit((OrderEvent) event, (EventContext) delivery.context());
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 1:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        mailer.onOrder((OrderCreated) event);
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

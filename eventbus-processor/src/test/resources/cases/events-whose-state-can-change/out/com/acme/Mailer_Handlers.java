package com.acme;

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
                HandlerSpec.of("com.acme.Mailer.again", Events.Holder.class),
                HandlerSpec.of("com.acme.Mailer.one", Events.Holder.class),
                HandlerSpec.of("com.acme.Mailer.settable", Events.Settable.class));
    }

    @Override
    public void deliver(int handler, Object subscriber, Delivery delivery) {
        Mailer mailer = (Mailer) subscriber;
        switch (handler) {
            case 0:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        mailer.again((Events.Holder) event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 1:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        mailer.one((Events.Holder) event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 2:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        mailer.settable((Events.Settable) event);
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

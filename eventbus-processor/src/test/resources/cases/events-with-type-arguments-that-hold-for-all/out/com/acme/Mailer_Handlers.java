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
                HandlerSpec.of("com.acme.Mailer.any", Page.class),
                HandlerSpec.of("com.acme.Mailer.bounded", Page.class),
                HandlerSpec.of("com.acme.Mailer.compared", Comparable.class),
                HandlerSpec.of("com.acme.Mailer.pages", Page.class).batch(10));
    }

    @Override
    public void deliver(int handler, Object subscriber, Delivery delivery) {
        Mailer mailer = (Mailer) subscriber;
        switch (handler) {
            case 0:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        mailer.any((Page<?>) event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 1:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        mailer.bounded((Page<?>) event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 2:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        mailer.compared((Comparable<?>) event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 3:
                for (List<?> events = delivery.nextBatch(); events != null; events = delivery.nextBatch()) {
                    try {
                        mailer.pages((List) events);
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

package com.acme;

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
                HandlerSpec.of("com.acme.Mailer.catching", OrderCreated.class).retry(2147483647, 100L, 2.0, 30000L, 0.2),
                HandlerSpec.of("com.acme.Mailer.endless", OrderCreated.class).retry(2147483647, 100L, 2.0, 30000L, 0.2),
                HandlerSpec.of("com.acme.Mailer.every", Object.class),
                HandlerSpec.of("com.acme.Mailer.meant", Object.class).topic("*"),
                HandlerSpec.of("com.acme.Mailer.other", OrderEvent.class).overflow(Overflow.BLOCK),
                HandlerSpec.of("com.acme.Mailer.own", OrderCreated.class).overflow(Overflow.BLOCK),
                HandlerSpec.of("com.acme.Mailer.silenced", Object.class));
    }

    @Override
    public void deliver(int handler, Object subscriber, Delivery delivery) {
        Mailer mailer = (Mailer) subscriber;
        switch (handler) {
            case 0:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        mailer.catching((OrderCreated) event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 1:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        mailer.endless((OrderCreated) event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 2:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        mailer.every(event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 3:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        mailer.meant(event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 4:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        mailer.other((OrderEvent) event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 5:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        mailer.own((OrderCreated) event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 6:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        mailer.silenced(event);
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

package com.acme;

import dev.eventbus.Overflow;
import dev.eventbus.spi.generated.Delivery;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import java.util.List;

/**
 * The handlers of {@link Prices}. Not API: written by the annotation processor for the runtime.
 */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked", "NullAway"})
public final class Prices_Handlers implements HandlerTable {
    /**
     * For the index.
     */
    public Prices_Handlers() {
    }

    @Override
    public Class<?> subscriberType() {
        return Prices.class;
    }

    @Override
    public List<HandlerSpec> handlers() {
        return List.of(
                HandlerSpec.of("com.acme.Prices.all", Changed.class),
                HandlerSpec.of("com.acme.Prices.byCurrency", Changed.class)
                        .concurrency(2)
                        .withKey(),
                HandlerSpec.of("com.acme.Prices.byNet", Changed.class)
                        .concurrency(2)
                        .withKey(),
                HandlerSpec.of("com.acme.Prices.latest", Changed.class)
                        .overflow(Overflow.CONFLATE)
                        .withKey(),
                HandlerSpec.of("com.acme.Prices.object", Object.class)
                        .overflow(Overflow.CONFLATE)
                        .withKey());
    }

    @Override
    public void deliver(int handler, Object subscriber, Delivery delivery) {
        Prices prices = (Prices) subscriber;
        switch (handler) {
            case 0:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        prices.all((Changed) event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 1:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        prices.byCurrency((Changed) event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 2:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        prices.byNet((Changed) event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 3:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        prices.latest((Changed) event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 4:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        prices.object(event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            default:
                throw new IllegalArgumentException("no channel handler " + handler);
        }
    }

    @Override
    public Object key(int handler, Object event) throws Throwable {
        switch (handler) {
            case 1:
                return ((Changed) event).price().currency;
            case 2:
                return ((Changed) event).price().isNet();
            case 3:
                return ((Changed) event).customer().getId();
            case 4:
                return event.hashCode();
            default:
                throw new IllegalArgumentException("no key of handler " + handler);
        }
    }
}

package com.acme;

import dev.eventbus.Overflow;
import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;

/** The handlers of {@link Prices}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass"})
public final class Prices_Handlers implements HandlerTable {
    /** For the index. */
    public Prices_Handlers() {}

    @Override
    public Class<?> subscriberType() {
        return Prices.class;
    }

    @Override
    public HandlerSpec[] handlers() {
        return new HandlerSpec[] {
            HandlerSpec.of("com.acme.Prices.all", Changed.class),
            HandlerSpec.of("com.acme.Prices.byCurrency", Changed.class)
                    .withConcurrency(2)
                    .withKey(),
            HandlerSpec.of("com.acme.Prices.byNet", Changed.class)
                    .withConcurrency(2)
                    .withKey(),
            HandlerSpec.of("com.acme.Prices.latest", Changed.class)
                    .withOverflow(Overflow.CONFLATE)
                    .withKey(),
            HandlerSpec.of("com.acme.Prices.object", Object.class)
                    .withOverflow(Overflow.CONFLATE)
                    .withKey()
        };
    }

    @Override
    public void deliver(int handler, Object subscriber, DeliveryCursor delivery) {
        switch (handler) {
            case 0, 1, 2, 3, 4 -> { }
            default -> throw HandlerTable.unknown("channel handler", handler);
        }
        Prices prices = (Prices) subscriber;
        for (Object event = delivery.next(); event != null; event = delivery.next()) {
            try {
                switch (handler) {
                    case 0 -> prices.all((Changed) event);
                    case 1 -> prices.byCurrency((Changed) event);
                    case 2 -> prices.byNet((Changed) event);
                    case 3 -> prices.latest((Changed) event);
                    case 4 -> prices.object(event);
                }
            } catch (Throwable failure) {
                delivery.failed(event, failure);
            }
        }
    }

    @Override
    public Object key(int handler, Object event) throws Throwable {
        return switch (handler) {
            case 1 -> ((Changed) event).price().currency;
            case 2 -> ((Changed) event).price().isNet();
            case 3 -> ((Changed) event).customer().getId();
            case 4 -> event.hashCode();
            default -> throw HandlerTable.unknown("key of handler", handler);
        };
    }
}

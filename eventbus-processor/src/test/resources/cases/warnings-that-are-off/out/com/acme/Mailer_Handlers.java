package com.acme;

import dev.eventbus.Overflow;
import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;

/** The handlers of {@link Mailer}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass"})
public final class Mailer_Handlers implements HandlerTable {
    /** For the index. */
    public Mailer_Handlers() {}

    @Override
    public Class<?> subscriberType() {
        return Mailer.class;
    }

    @Override
    public HandlerSpec[] handlers() {
        return new HandlerSpec[] {
            HandlerSpec.of("com.acme.Mailer.catching", OrderCreated.class).withRetry(2147483647, 100L, 2.0, 30000L, 0.2),
            HandlerSpec.of("com.acme.Mailer.endless", OrderCreated.class).withRetry(2147483647, 100L, 2.0, 30000L, 0.2),
            HandlerSpec.of("com.acme.Mailer.every", Object.class),
            HandlerSpec.of("com.acme.Mailer.meant", Object.class).withTopic("*"),
            HandlerSpec.of("com.acme.Mailer.other", OrderEvent.class).withOverflow(Overflow.BLOCK),
            HandlerSpec.of("com.acme.Mailer.own", OrderCreated.class).withOverflow(Overflow.BLOCK),
            HandlerSpec.of("com.acme.Mailer.silenced", Object.class)
        };
    }

    @Override
    public void deliver(int handler, Object subscriber, DeliveryCursor delivery) {
        switch (handler) {
            case 0, 1, 2, 3, 4, 5, 6 -> { }
            default -> throw HandlerTable.unknown("channel handler", handler);
        }
        Mailer mailer = (Mailer) subscriber;
        for (Object event = delivery.next(); event != null; event = delivery.next()) {
            try {
                switch (handler) {
                    case 0 -> mailer.catching((OrderCreated) event);
                    case 1 -> mailer.endless((OrderCreated) event);
                    case 2 -> mailer.every(event);
                    case 3 -> mailer.meant(event);
                    case 4 -> mailer.other((OrderEvent) event);
                    case 5 -> mailer.own((OrderCreated) event);
                    case 6 -> mailer.silenced(event);
                }
            } catch (Throwable failure) {
                delivery.failed(event, failure);
            }
        }
    }
}

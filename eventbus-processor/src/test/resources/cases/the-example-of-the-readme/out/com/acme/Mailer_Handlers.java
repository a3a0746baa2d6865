package com.acme;

import dev.eventbus.EventContext;
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
            HandlerSpec.of("audit", OrderEvent.class)
                    .withTopic("order.*")
                    .withCapacity(64)
                    .withOverflow(Overflow.DROP_OLDEST)
                    .withContext(),
            HandlerSpec.of("com.acme.Mailer.onOrder", OrderCreated.class)
        };
    }

    @Override
    public void deliver(int handler, Object subscriber, DeliveryCursor delivery) {
        switch (handler) {
            case 0, 1 -> { }
            default -> throw HandlerTable.unknown("channel handler", handler);
        }
        Mailer mailer = (Mailer) subscriber;
        for (Object event = delivery.next(); event != null; event = delivery.next()) {
            try {
                switch (handler) {
                    case 0 -> mailer.audit((OrderEvent) event, (EventContext) delivery.context());
                    case 1 -> mailer.onOrder((OrderCreated) event);
                }
            } catch (Throwable failure) {
                delivery.failed(event, failure);
            }
        }
    }
}

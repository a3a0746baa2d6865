package com.acme;

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
            HandlerSpec.of("com.acme.Mailer.again", Events.Holder.class),
            HandlerSpec.of("com.acme.Mailer.one", Events.Holder.class),
            HandlerSpec.of("com.acme.Mailer.settable", Events.Settable.class)
        };
    }

    @Override
    public void deliver(int handler, Object subscriber, DeliveryCursor delivery) {
        switch (handler) {
            case 0, 1, 2 -> { }
            default -> throw HandlerTable.unknown("channel handler", handler);
        }
        Mailer mailer = (Mailer) subscriber;
        for (Object event = delivery.next(); event != null; event = delivery.next()) {
            try {
                switch (handler) {
                    case 0 -> mailer.again((Events.Holder) event);
                    case 1 -> mailer.one((Events.Holder) event);
                    case 2 -> mailer.settable((Events.Settable) event);
                }
            } catch (Throwable failure) {
                delivery.failed(event, failure);
            }
        }
    }
}

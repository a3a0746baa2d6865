package com.acme;

import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import java.util.List;

/** The handlers of {@link Mailer}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass", "rawtypes", "unchecked"})
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
            HandlerSpec.of("com.acme.Mailer.any", Page.class),
            HandlerSpec.of("com.acme.Mailer.bounded", Page.class),
            HandlerSpec.of("com.acme.Mailer.compared", Comparable.class),
            HandlerSpec.of("com.acme.Mailer.pages", Page.class).withBatch(10)
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
                    case 0 -> mailer.any((Page<?>) event);
                    case 1 -> mailer.bounded((Page<?>) event);
                    case 2 -> mailer.compared((Comparable<?>) event);
                }
            } catch (Throwable failure) {
                delivery.failed(event, failure);
            }
        }
    }

    @Override
    public void deliverBatches(int handler, Object subscriber, DeliveryCursor delivery) {
        if (handler != 3) {
            throw HandlerTable.unknown("handler of batches", handler);
        }
        Mailer mailer = (Mailer) subscriber;
        for (List<?> events = delivery.nextBatch(); events != null; events = delivery.nextBatch()) {
            try {
                mailer.pages((List) events);
            } catch (Throwable failure) {
                delivery.failed(events, failure);
            }
        }
    }
}

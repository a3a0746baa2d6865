package com.acme;

import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import java.lang.Class;
import java.lang.Object;
import java.lang.Override;
import java.lang.SuppressWarnings;
import java.lang.Throwable;

/** The handlers of {@link event}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass", "unchecked"})
public final class event_Handlers implements HandlerTable {
    /** For the index. */
    public event_Handlers() {}

    @Override
    public Class<?> subscriberType() {
        return event.class;
    }

    @Override
    public HandlerSpec[] handlers() {
        return new HandlerSpec[] {
            HandlerSpec.of("com.acme.event.on(DeliveryCursor)", DeliveryCursor.class),
            HandlerSpec.of("com.acme.event.on(List)", List.class),
            HandlerSpec.of("com.acme.event.on(String)", String.class).withDirectMode(0),
            HandlerSpec.of("batch", DeliveryCursor.class).withBatch(2),
            HandlerSpec.of("all", Object.class).withDirectMode(0)
        };
    }

    @Override
    public void deliver(int handler, Object subscriber,
            dev.eventbus.spi.generated.DeliveryCursor delivery) {
        switch (handler) {
            case 0, 1 -> { }
            default -> throw HandlerTable.unknown("channel handler", handler);
        }
        event event_ = (event) subscriber;
        for (Object event = delivery.next(); event != null; event = delivery.next()) {
            try {
                switch (handler) {
                    case 0 -> event_.on((DeliveryCursor) event);
                    case 1 -> event_.on((List) event);
                }
            } catch (Throwable failure) {
                delivery.failed(event, failure);
            }
        }
    }

    @Override
    public void deliverBatches(int handler, Object subscriber,
            dev.eventbus.spi.generated.DeliveryCursor delivery) {
        if (handler != 3) {
            throw HandlerTable.unknown("handler of batches", handler);
        }
        event event_ = (event) subscriber;
        for (java.util.List<?> events = delivery.nextBatch(); events != null; events = delivery.nextBatch()) {
            try {
                event_.on((java.util.List<DeliveryCursor>) events);
            } catch (Throwable failure) {
                delivery.failed(events, failure);
            }
        }
    }

    @Override
    public void call(int handler, Object subscriber, Object event, Object context)
            throws Throwable {
        event event_ = (event) subscriber;
        switch (handler) {
            case 2 -> event_.on((String) event);
            case 4 -> event_.on$all(event);
            default -> throw HandlerTable.unknown("direct handler", handler);
        }
    }

    /**
     * Calls handler 2 for a dispatcher in another package.
     *
     * @param subscriber the subscriber
     * @param event the event
     * @param context the context; null if the handler takes none
     * @throws Throwable whatever the handler throws
     */
    public static void direct2(Object subscriber, Object event, Object context) throws Throwable {
        ((event) subscriber).on((String) event);
    }

    /**
     * Calls handler 4 for a dispatcher in another package.
     *
     * @param subscriber the subscriber
     * @param event the event
     * @param context the context; null if the handler takes none
     * @throws Throwable whatever the handler throws
     */
    public static void direct4(Object subscriber, Object event, Object context) throws Throwable {
        ((event) subscriber).on$all(event);
    }
}

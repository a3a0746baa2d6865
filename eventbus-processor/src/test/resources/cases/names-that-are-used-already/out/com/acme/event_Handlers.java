package com.acme;

import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import java.lang.Class;
import java.lang.IllegalArgumentException;
import java.lang.Object;
import java.lang.Override;
import java.lang.SuppressWarnings;
import java.lang.Throwable;

/**
 * The handlers of {@link event}. Not API: written by the annotation processor for the runtime.
 */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked", "NullAway"})
public final class event_Handlers implements HandlerTable {
    /**
     * For the index.
     */
    public event_Handlers() {
    }

    @Override
    public Class<?> subscriberType() {
        return event.class;
    }

    @Override
    public java.util.List<HandlerSpec> handlers() {
        return java.util.List.of(
                HandlerSpec.of("com.acme.event.on(Delivery)", Delivery.class),
                HandlerSpec.of("com.acme.event.on(List)", List.class),
                HandlerSpec.of("com.acme.event.on(String)", String.class).direct(0),
                HandlerSpec.of("batch", Delivery.class).batch(2),
                HandlerSpec.of("all", Object.class).direct(0));
    }

    @Override
    public void deliver(int handler, Object subscriber,
            dev.eventbus.spi.generated.Delivery delivery) {
        event event_ = (event) subscriber;
        switch (handler) {
            case 0:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        event_.on((Delivery) event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 1:
                for (Object event = delivery.next(); event != null; event = delivery.next()) {
                    try {
                        event_.on((List) event);
                    } catch (Throwable failure) {
                        delivery.failed(failure);
                    }
                }
                return;
            case 3:
                for (java.util.List<?> events = delivery.nextBatch(); events != null; events = delivery.nextBatch()) {
                    try {
                        event_.on((java.util.List<Delivery>) events);
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
    public void call(int handler, Object subscriber, Object event, Object context)
            throws Throwable {
        event event_ = (event) subscriber;
        switch (handler) {
            case 2:
                event_.on((String) event);
                return;
            case 4:
                event_.on$all(event);
                return;
            default:
                throw new IllegalArgumentException("no direct handler " + handler);
        }
    }

    /**
     * Calls handler 2 for a dispatcher in another package.
     *
     * @param subscriber the subscriber
     * @param event the event
     * @param context the context; null if the handler takes none
     * @throws Throwable whatever the handler
            throws  */
    public static void direct2(Object subscriber, Object event, Object context) throws Throwable {
        ((event) subscriber).on((String) event);
    }

    /**
     * Calls handler 4 for a dispatcher in another package.
     *
     * @param subscriber the subscriber
     * @param event the event
     * @param context the context; null if the handler takes none
     * @throws Throwable whatever the handler
            throws  */
    public static void direct4(Object subscriber, Object event, Object context) throws Throwable {
        ((event) subscriber).on$all(event);
    }
}

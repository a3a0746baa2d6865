package com.acme;

import dev.eventbus.EventContext;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;

/** The handlers of {@link Guard}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass", "unchecked"})
public final class Guard_Handlers implements HandlerTable {
    /** For the index. */
    public Guard_Handlers() {}

    @Override
    public Class<?> subscriberType() {
        return Guard.class;
    }

    @Override
    public HandlerSpec[] handlers() {
        return new HandlerSpec[] {
            HandlerSpec.of("com.acme.Guard.any", Object.class).withDirectMode(0),
            HandlerSpec.of("com.acme.Guard.check", OrderCreated.class)
                    .withDirectMode(10)
                    .withContext(),
            HandlerSpec.of("com.acme.Guard.filtered", OrderEvent.class)
                    .withDirectMode(0)
                    .withFilter()
        };
    }

    @Override
    public void call(int handler, Object subscriber, Object event, Object context)
            throws Throwable {
        Guard guard = (Guard) subscriber;
        switch (handler) {
            case 0 -> guard.any(event);
            case 1 -> guard.check((OrderCreated) event, (EventContext) context);
            case 2 -> guard.filtered((OrderEvent) event);
            default -> throw HandlerTable.unknown("direct handler", handler);
        }
    }

    @Override
    public boolean accepts(int handler, Object subscriber, Object event) throws Throwable {
        if (handler != 2) {
            throw HandlerTable.unknown("filter of handler", handler);
        }
        Guard guard = (Guard) subscriber;
        return guard.some((OrderEvent) event);
    }

    /**
     * Calls handler 0 for a dispatcher in another package.
     *
     * @param subscriber the subscriber
     * @param event the event
     * @param context the context; null if the handler takes none
     * @throws Throwable whatever the handler throws
     */
    public static void direct0(Object subscriber, Object event, Object context) throws Throwable {
        ((Guard) subscriber).any(event);
    }

    /**
     * Calls handler 1 for a dispatcher in another package.
     *
     * @param subscriber the subscriber
     * @param event the event
     * @param context the context; null if the handler takes none
     * @throws Throwable whatever the handler throws
     */
    public static void direct1(Object subscriber, Object event, Object context) throws Throwable {
        ((Guard) subscriber).check((OrderCreated) event, (EventContext) context);
    }
}

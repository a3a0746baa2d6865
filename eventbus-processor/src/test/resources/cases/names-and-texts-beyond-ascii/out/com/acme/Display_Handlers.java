package com.acme;

import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;

/** The handlers of {@link Display}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass", "unchecked"})
public final class Display_Handlers implements HandlerTable {
    /** For the index. */
    public Display_Handlers() {}

    @Override
    public Class<?> subscriberType() {
        return Display.class;
    }

    @Override
    public HandlerSpec[] handlers() {
        return new HandlerSpec[] {
            HandlerSpec.of("\\u0041 \\\u20ac", PriceChanged.class)
                    .withTopic("preis.*")
                    .withFilter(),
            HandlerSpec.of("com.acme.Display.\ud835\udd04", PriceChanged.class).withDirectMode(0)
        };
    }

    @Override
    public void deliver(int handler, Object subscriber, DeliveryCursor delivery) {
        if (handler != 0) {
            throw HandlerTable.unknown("channel handler", handler);
        }
        Display display = (Display) subscriber;
        for (Object event = delivery.next(); event != null; event = delivery.next()) {
            try {
                display.zeigt\u20ac((PriceChanged) event);
            } catch (Throwable failure) {
                delivery.failed(event, failure);
            }
        }
    }

    @Override
    public void call(int handler, Object subscriber, Object event, Object context)
            throws Throwable {
        if (handler != 1) {
            throw HandlerTable.unknown("direct handler", handler);
        }
        Display display = (Display) subscriber;
        display.\ud835\udd04((PriceChanged) event);
    }

    @Override
    public boolean accepts(int handler, Object subscriber, Object event) throws Throwable {
        if (handler != 0) {
            throw HandlerTable.unknown("filter of handler", handler);
        }
        Display display = (Display) subscriber;
        return display.pr\u00fcft((PriceChanged) event);
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
        ((Display) subscriber).\ud835\udd04((PriceChanged) event);
    }
}

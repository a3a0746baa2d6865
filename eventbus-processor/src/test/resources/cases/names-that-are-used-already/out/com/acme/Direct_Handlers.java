package com.acme;

import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import java.lang.Class;
import java.lang.Object;
import java.lang.Override;
import java.lang.SuppressWarnings;
import java.lang.Throwable;

/** The handlers of {@link Direct}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass"})
public final class Direct_Handlers implements HandlerTable {
    /** For the index. */
    public Direct_Handlers() {}

    @Override
    public Class<?> subscriberType() {
        return Direct.class;
    }

    @Override
    public HandlerSpec[] handlers() {
        return new HandlerSpec[] {
            HandlerSpec.of("com.acme.Direct.on", Direct.class).withDirectMode(0)
        };
    }

    @Override
    public void call(int handler, Object subscriber, Object event, Object context)
            throws Throwable {
        if (handler != 0) {
            throw HandlerTable.unknown("direct handler", handler);
        }
        Direct direct = (Direct) subscriber;
        direct.on((Direct) event);
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
        ((Direct) subscriber).on((Direct) event);
    }
}

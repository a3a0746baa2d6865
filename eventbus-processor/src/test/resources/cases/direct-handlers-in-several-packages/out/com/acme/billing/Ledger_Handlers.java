package com.acme.billing;

import com.acme.OrderCreated;
import com.acme.OrderEvent;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;

/** The handlers of {@link Ledger}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway"})
public final class Ledger_Handlers implements HandlerTable {
    /** For the index. */
    public Ledger_Handlers() {}

    @Override
    public Class<?> subscriberType() {
        return Ledger.class;
    }

    @Override
    public HandlerSpec[] handlers() {
        return new HandlerSpec[] {
            HandlerSpec.of("com.acme.billing.Ledger.book(OrderCreated)", OrderCreated.class).withDirectMode(0),
            HandlerSpec.of("com.acme.billing.Ledger.book(OrderEvent)", OrderEvent.class).withDirectMode(0),
            HandlerSpec.of("com.acme.billing.Ledger.log", OrderEvent.class).withDirectMode(-1)
        };
    }

    @Override
    public void call(int handler, Object subscriber, Object event, Object context)
            throws Throwable {
        Ledger ledger = (Ledger) subscriber;
        switch (handler) {
            case 0 -> ledger.book((OrderCreated) event);
            case 1 -> ledger.book((OrderEvent) event);
            case 2 -> ledger.log((OrderEvent) event);
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
        ((Ledger) subscriber).log((OrderEvent) event);
    }
}

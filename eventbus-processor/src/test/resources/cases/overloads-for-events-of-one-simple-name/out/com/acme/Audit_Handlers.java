package com.acme;

import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;

/** The handlers of {@link Audit}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass"})
public final class Audit_Handlers implements HandlerTable {
    /** For the index. */
    public Audit_Handlers() {}

    @Override
    public Class<?> subscriberType() {
        return Audit.class;
    }

    @Override
    public HandlerSpec[] handlers() {
        return new HandlerSpec[] {
            HandlerSpec.of("com.acme.Audit.on(Order.Created)", Order.Created.class),
            HandlerSpec.of("com.acme.Audit.on(com.acme.User$Created)", User.Created.class).withDirectMode(0),
            HandlerSpec.of("com.acme.Audit.on(Deleted)", User.Deleted.class),
            HandlerSpec.of("com.acme.Audit.on(com.acme.other.User$Created)", com.acme.other.User.Created.class)
        };
    }

    @Override
    public void deliver(int handler, Object subscriber, DeliveryCursor delivery) {
        switch (handler) {
            case 0, 2, 3 -> { }
            default -> throw HandlerTable.unknown("channel handler", handler);
        }
        Audit audit = (Audit) subscriber;
        for (Object event = delivery.next(); event != null; event = delivery.next()) {
            try {
                switch (handler) {
                    case 0 -> audit.on((Order.Created) event);
                    case 2 -> audit.on((User.Deleted) event);
                    case 3 -> audit.on((com.acme.other.User.Created) event);
                }
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
        Audit audit = (Audit) subscriber;
        audit.on((User.Created) event);
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
        ((Audit) subscriber).on((User.Created) event);
    }
}

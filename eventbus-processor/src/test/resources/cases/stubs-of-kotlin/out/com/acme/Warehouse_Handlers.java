package com.acme;

import dev.eventbus.Overflow;
import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;

/** The handlers of {@link Warehouse}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass", "unchecked"})
public final class Warehouse_Handlers implements HandlerTable {
    /** For the index. */
    public Warehouse_Handlers() {}

    @Override
    public Class<?> subscriberType() {
        return Warehouse.class;
    }

    @Override
    public HandlerSpec[] handlers() {
        return new HandlerSpec[] {
            HandlerSpec.of("com.acme.Warehouse.forEver", OrderCreated.class).withRetry(2147483647, 100L, 2.0, 30000L, 0.2),
            HandlerSpec.of("com.acme.Warehouse.note(OrderCreated)", OrderCreated.class),
            HandlerSpec.of("com.acme.Warehouse.note(Changing)", Changing.class),
            HandlerSpec.of("com.acme.Warehouse.reserve", OrderCreated.class)
                    .withOverflow(Overflow.CONFLATE)
                    .withFilter()
                    .withKey()
        };
    }

    @Override
    public boolean mayBeIncomplete() {
        return true;
    }

    @Override
    public void deliver(int handler, Object subscriber, DeliveryCursor delivery) {
        switch (handler) {
            case 0, 1, 2, 3 -> { }
            default -> throw HandlerTable.unknown("channel handler", handler);
        }
        Warehouse warehouse = (Warehouse) subscriber;
        for (Object event = delivery.next(); event != null; event = delivery.next()) {
            try {
                switch (handler) {
                    case 0 -> warehouse.forEver((OrderCreated) event);
                    case 1 -> warehouse.note((OrderCreated) event);
                    case 2 -> warehouse.note$shop_main((Changing) event);
                    case 3 -> warehouse.reserve$shop_main((OrderCreated) event);
                }
            } catch (Throwable failure) {
                delivery.failed(event, failure);
            }
        }
    }

    @Override
    public boolean accepts(int handler, Object subscriber, Object event) throws Throwable {
        if (handler != 3) {
            throw HandlerTable.unknown("filter of handler", handler);
        }
        Warehouse warehouse = (Warehouse) subscriber;
        return warehouse.isWanted$shop_main((OrderCreated) event);
    }

    @Override
    public Object key(int handler, Object event) throws Throwable {
        if (handler != 3) {
            throw HandlerTable.unknown("key of handler", handler);
        }
        return ((OrderCreated) event).getCustomer$shop_main();
    }
}

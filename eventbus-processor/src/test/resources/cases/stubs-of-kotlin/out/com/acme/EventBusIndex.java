package com.acme;

import dev.eventbus.EventBus;
import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerTable;
import dev.eventbus.spi.generated.IndexContents;
import dev.eventbus.spi.generated.SubscriberIndex;

/**
 * The subscribers and events of this compilation, to be given to {@link EventBus.Builder#index}.
 *
 * <p>Written by the annotation processor; only the class and its constructor are API.
 */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway"})
public final class EventBusIndex implements SubscriberIndex {
    /** An index. Cheap: what it names is loaded when it is needed. */
    public EventBusIndex() {}

    @Override
    public int abi() {
        return 1;
    }

    @Override
    public void describe(IndexContents contents) {
        contents.subscriber("com.acme.Dollar");
        contents.subscriber("com.acme.Warehouse");
        contents.name("com.acme.Warehouse.note(Changing)");
        contents.name("com.acme.Warehouse.reserve");
        contents.event("com.acme.Changing", "changing", 1);
        contents.event("com.acme.OrderCreated", "order.created", 1);
    }

    @Override
    public HandlerTable table(int subscriber) {
        return switch (subscriber) {
            case 0 -> new Dollar_Handlers();
            case 1 -> new Warehouse_Handlers();
            default -> throw new IllegalArgumentException("no subscriber " + subscriber);
        };
    }

    @Override
    public EventDescriptor event(int event) {
        return switch (event) {
            case 0 -> new Changing_Event();
            case 1 -> new OrderCreated_Event();
            default -> throw new IllegalArgumentException("no event " + event);
        };
    }
}

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
        contents.subscriber("com.acme.Prices");
        contents.event("com.acme.Changed", "customer.changed", 3);
    }

    @Override
    public HandlerTable table(int subscriber) {
        if (subscriber != 0) {
            throw new IllegalArgumentException("no subscriber " + subscriber);
        }
        return new Prices_Handlers();
    }

    @Override
    public EventDescriptor event(int event) {
        if (event != 0) {
            throw new IllegalArgumentException("no event " + event);
        }
        return new Changed_Event();
    }
}

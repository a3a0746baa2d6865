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
        contents.subscriber("com.acme.Display");
        contents.event("com.acme.Humidity", "measured.humidity", 2);
        contents.retain(10);
        contents.event("com.acme.Temperature", "measured.temperature", 1);
        contents.retain(65536);
        contents.event("com.acme.Wind", "measured.wind", 1);
    }

    @Override
    public HandlerTable table(int subscriber) {
        if (subscriber != 0) {
            throw new IllegalArgumentException("no subscriber " + subscriber);
        }
        return new Display_Handlers();
    }

    @Override
    public EventDescriptor event(int event) {
        return switch (event) {
            case 0 -> new Humidity_Event();
            case 1 -> new Temperature_Event();
            case 2 -> new Wind_Event();
            default -> throw new IllegalArgumentException("no event " + event);
        };
    }
}

package com.acme;

import dev.eventbus.EventBus;
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
        contents.subscriber("com.acme.Outer");
        contents.subscriber("com.acme.Outer$Base");
        contents.subscriber("com.acme.Outer$Counter");
        contents.subscriber("com.acme.Outer$Derived");
        contents.subscriber("com.acme.Outer$Inner");
        contents.subscriber("com.acme.Outer$Single");
    }

    @Override
    public HandlerTable table(int subscriber) {
        return switch (subscriber) {
            case 0 -> new Outer_Handlers();
            case 1 -> new Outer_Base_Handlers();
            case 2 -> new Outer_Counter_Handlers();
            case 3 -> new Outer_Derived_Handlers();
            case 4 -> new Outer_Inner_Handlers();
            case 5 -> new Outer_Single_Handlers();
            default -> throw new IllegalArgumentException("no subscriber " + subscriber);
        };
    }
}

package com.acme;

import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.Generated;

/** Describes {@link OrderCreated}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway"})
public final class OrderCreated_Event implements EventDescriptor {
    /** For the index. */
    public OrderCreated_Event() {}

    @Override
    public Class<?> type() {
        return OrderCreated.class;
    }

    @Override
    public boolean hasKey() {
        return true;
    }

    @Override
    public Object key(Object event) throws Throwable {
        return ((OrderCreated) event).getOrderId();
    }
}

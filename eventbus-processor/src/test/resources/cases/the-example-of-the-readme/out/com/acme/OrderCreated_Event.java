package com.acme;

import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.Generated;

/** Describes {@link OrderCreated}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass"})
public final class OrderCreated_Event implements EventDescriptor {
    /** For the index. */
    public OrderCreated_Event() {}

    @Override
    public Class<?> type() {
        return OrderCreated.class;
    }
}

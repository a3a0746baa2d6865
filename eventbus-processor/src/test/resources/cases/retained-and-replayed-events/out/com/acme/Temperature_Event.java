package com.acme;

import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.Generated;

/** Describes {@link Temperature}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass"})
public final class Temperature_Event implements EventDescriptor {
    /** For the index. */
    public Temperature_Event() {}

    @Override
    public Class<?> type() {
        return Temperature.class;
    }
}

package com.acme;

import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.Generated;

/** Describes {@link Changing}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass"})
public final class Changing_Event implements EventDescriptor {
    /** For the index. */
    public Changing_Event() {}

    @Override
    public Class<?> type() {
        return Changing.class;
    }
}

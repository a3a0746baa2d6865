package com.acme;

import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.Generated;

/** Describes {@link Old.OldEvent}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass"})
public final class Old_OldEvent_Event implements EventDescriptor {
    /** For the index. */
    public Old_OldEvent_Event() {}

    @Override
    public Class<?> type() {
        return Old.OldEvent.class;
    }
}

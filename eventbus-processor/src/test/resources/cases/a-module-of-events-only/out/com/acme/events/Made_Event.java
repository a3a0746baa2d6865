package com.acme.events;

import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.Generated;

/** Describes {@link Made}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway"})
public final class Made_Event implements EventDescriptor {
    /** For the index. */
    public Made_Event() {}

    @Override
    public Class<?> type() {
        return Made.class;
    }
}

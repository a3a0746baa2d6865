package com.acme;

import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.Generated;

/** Describes {@link Changed}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway"})
public final class Changed_Event implements EventDescriptor {
    /** For the index. */
    public Changed_Event() {}

    @Override
    public Class<?> type() {
        return Changed.class;
    }

    @Override
    public boolean hasKey() {
        return true;
    }

    @Override
    public Object key(Object event) throws Throwable {
        return ((Changed) event).customer().getId();
    }
}

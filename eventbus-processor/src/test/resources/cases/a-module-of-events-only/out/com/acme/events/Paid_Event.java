package com.acme.events;

import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.Generated;

/** Describes {@link Paid}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway"})
public final class Paid_Event implements EventDescriptor {
    /** For the index. */
    public Paid_Event() {}

    @Override
    public Class<?> type() {
        return Paid.class;
    }

    @Override
    public boolean hasKey() {
        return true;
    }

    @Override
    public Object key(Object event) throws Throwable {
        return ((Paid) event).id();
    }
}

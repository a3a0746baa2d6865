package com.acme;

import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.Generated;

/** Describes {@link PriceChanged}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass"})
public final class PriceChanged_Event implements EventDescriptor {
    /** For the index. */
    public PriceChanged_Event() {}

    @Override
    public Class<?> type() {
        return PriceChanged.class;
    }

    @Override
    public boolean hasKey() {
        return true;
    }

    @Override
    public Object key(Object event) throws Throwable {
        return ((PriceChanged) event).gr\u00f6\u00dfe();
    }
}

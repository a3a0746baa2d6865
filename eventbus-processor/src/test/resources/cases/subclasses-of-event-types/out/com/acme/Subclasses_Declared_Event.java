package com.acme;

import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.Generated;

/** Describes {@link Subclasses.Declared}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass"})
public final class Subclasses_Declared_Event implements EventDescriptor {
    /** For the index. */
    public Subclasses_Declared_Event() {}

    @Override
    public Class<?> type() {
        return Subclasses.Declared.class;
    }
}

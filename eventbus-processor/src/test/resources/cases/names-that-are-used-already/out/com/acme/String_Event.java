package com.acme;

import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.Generated;
import java.lang.Class;
import java.lang.Object;
import java.lang.Override;
import java.lang.SuppressWarnings;
import java.lang.Throwable;

/** Describes {@link String}. Not API: written by the annotation processor for the runtime. */
@Generated("dev.eventbus.processor.EventBusProcessor")
@SuppressWarnings({"all", "deprecation", "exports", "removal", "NullAway", "auxiliaryclass"})
public final class String_Event implements EventDescriptor {
    /** For the index. */
    public String_Event() {}

    @Override
    public Class<?> type() {
        return String.class;
    }

    @Override
    public boolean hasKey() {
        return true;
    }

    @Override
    public Object key(Object event) throws Throwable {
        return ((String) event).toString();
    }
}

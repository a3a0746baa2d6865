package dev.eventbus.runtime;

import dev.eventbus.EventBus;
import dev.eventbus.spi.EventBusProvider;

/** The service that {@link EventBus#builder()} finds: the only public entry to this module. */
public final class RuntimeProvider implements EventBusProvider {

    /** For {@link java.util.ServiceLoader}. */
    public RuntimeProvider() {}

    @Override
    public EventBus.Builder newBuilder() {
        return new BusBuilder();
    }
}

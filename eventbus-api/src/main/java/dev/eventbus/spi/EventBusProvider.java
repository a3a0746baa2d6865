package dev.eventbus.spi;

import dev.eventbus.EventBus;

/**
 * Makes buses: what an implementation provides as a {@linkplain java.util.ServiceLoader service}.
 */
@FunctionalInterface
public interface EventBusProvider {

    /**
     * A new builder.
     *
     * @return a builder with the defaults that {@link EventBus.Builder} documents
     */
    EventBus.Builder newBuilder();
}

package dev.eventbus.spi;

import dev.eventbus.EventBus;

/** Creates buses: the {@linkplain java.util.ServiceLoader service} that an implementation provides. */
@FunctionalInterface
public interface EventBusProvider {

    /** {@return a new builder with the defaults that {@link EventBus.Builder} documents} */
    EventBus.Builder newBuilder();
}

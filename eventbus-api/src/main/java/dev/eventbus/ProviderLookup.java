package dev.eventbus;

import dev.eventbus.spi.EventBusProvider;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Finds the implementation of the bus: first where the caller's context class loader looks, then beside the API itself,
 * which helps threads whose context class loader is another application's.
 */
final class ProviderLookup {

    private ProviderLookup() {}

    static EventBusProvider find() {
        return ServiceLoader.load(EventBusProvider.class)
                .findFirst()
                .or(ProviderLookup::besideTheApi)
                .orElseThrow(() -> new IllegalStateException("No implementation of EventBus was found. To fix it, add"
                        + " dev.eventbus:eventbus-runtime, in the same version as eventbus-api, to the class path or"
                        + " module path; with jlink, or an application on the class path and this library on the module"
                        + " path, also add --add-modules dev.eventbus.runtime."));
    }

    private static Optional<EventBusProvider> besideTheApi() {
        return ServiceLoader.load(EventBusProvider.class, EventBus.class.getClassLoader())
                .findFirst();
    }
}

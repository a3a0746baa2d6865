package dev.eventbus;

import dev.eventbus.spi.EventBusProvider;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the implementation of the bus: first with the caller's context class loader, then with the class loader of the
 * API. The second helps threads whose context class loader belongs to another application, even one with a copy of this
 * library.
 */
final class ProviderLookup {

    private @Nullable ServiceConfigurationError error;

    private ProviderLookup() {}

    /**
     * A builder of the implementation that was found.
     *
     * @throws IllegalStateException if there is none
     */
    static EventBus.Builder newBuilder() {
        ProviderLookup lookup = new ProviderLookup();
        EventBusProvider found = lookup.first(Thread.currentThread().getContextClassLoader());
        if (found == null) {
            found = lookup.first(EventBus.class.getClassLoader());
        }
        if (found == null) {
            throw new IllegalStateException(
                    "No implementation of EventBus was found. To fix it, add dev.eventbus:eventbus-runtime, in the same"
                            + " version as eventbus-api, to the class path or module path; with jlink, or an"
                            + " application on the class path and this library on the module path, also add"
                            + " --add-modules dev.eventbus.runtime.",
                    lookup.error);
        }
        return found.newBuilder();
    }

    private @Nullable EventBusProvider first(@Nullable ClassLoader loader) {
        try {
            return ServiceLoader.load(EventBusProvider.class, loader)
                    .findFirst()
                    .orElse(null);
        } catch (ServiceConfigurationError broken) {
            if (error == null) {
                error = broken;
            }
            return null;
        }
    }
}

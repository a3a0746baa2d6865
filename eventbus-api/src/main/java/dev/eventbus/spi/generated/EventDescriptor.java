package dev.eventbus.spi.generated;

import org.jspecify.annotations.Nullable;

/** What generated code knows about one {@link dev.eventbus.Event} type beyond its name, topic and version. */
public interface EventDescriptor {

    /**
     * The event type.
     *
     * @return its class
     */
    Class<?> type();

    /**
     * Whether the type declares a {@link dev.eventbus.Event#key()}.
     *
     * @return true if {@link #key} gives one
     */
    default boolean hasKey() {
        return false;
    }

    /**
     * The key of an event.
     *
     * @param event an instance of the type
     * @return what the accessor path gives; null without a key
     * @throws Throwable whatever an accessor throws
     */
    default @Nullable Object key(Object event) throws Throwable {
        return null;
    }
}

package dev.eventbus.spi.generated;

import org.jspecify.annotations.Nullable;

/** What generated code knows about one {@link dev.eventbus.Event} type beyond its name, topic and version. */
public interface EventDescriptor {

    /** {@return the class of the event type} */
    Class<?> type();

    /** {@return whether the type declares a {@link dev.eventbus.Event#key()}, which {@link #key} then returns} */
    default boolean hasKey() {
        return false;
    }

    /**
     * Returns the key of an event.
     *
     * @param event an instance of the type
     * @return the value of the accessor path; null without a key
     * @throws Throwable whatever an accessor throws
     */
    default @Nullable Object key(Object event) throws Throwable {
        return null;
    }
}

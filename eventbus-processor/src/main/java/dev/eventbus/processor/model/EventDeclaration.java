package dev.eventbus.processor.model;

import org.jspecify.annotations.Nullable;

/**
 * A type with {@code @Event}.
 *
 * @param event the type
 * @param topic its topic
 * @param version its schema version
 * @param key the default key of its subscriptions; null for none
 * @param retain the number of its events that a bus retains
 */
public record EventDeclaration(
        EventClass event,
        String topic,
        int version,
        @Nullable KeyPath key,
        int retain) {

    /**
     * Returns the class of its descriptor.
     *
     * @return the generated class in the same package
     */
    public TypeReference descriptor() {
        return event.type().companion("_Event");
    }
}

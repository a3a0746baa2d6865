package dev.eventbus.processor.model;

import org.jspecify.annotations.Nullable;

/**
 * A type with {@code @Event}.
 *
 * @param event the type
 * @param topic its topic
 * @param version its schema version
 * @param key the default key of its subscriptions; null for none
 * @param retain the events of it that a bus keeps
 */
public record EventDeclaration(
        EventClass event,
        String topic,
        int version,
        @Nullable KeyPath key,
        int retain) {

    /**
     * The class of its descriptor.
     *
     * @return the generated class beside it
     */
    public TypeReference descriptor() {
        return event.type().companion("_Event");
    }
}

package dev.eventbus;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event types of a bus that declare their topic: which type belongs to which topic and version, as a transport
 * needs to know. Contains the types of all indexes of the bus, and those that no index knows but that have been
 * published or looked up so far.
 *
 * <p>Threading: any thread. Not to be implemented by users: methods may be added.
 */
public interface EventTypes {

    /**
     * Finds the type that declares a topic in a version.
     *
     * @param topic the topic
     * @param version the schema version
     * @return the type; null if there is none
     */
    @Nullable
    EventType find(String topic, int version);

    /**
     * Looks up what a class declares.
     *
     * @param type the class
     * @return the type; null if the class declares no topic
     * @throws IllegalArgumentException if the topic is malformed, or another type has declared it in the same version
     */
    @Nullable
    EventType of(Class<?> type);

    /** {@return all types, ordered by topic and version, as an unmodifiable snapshot} */
    List<EventType> all();
}

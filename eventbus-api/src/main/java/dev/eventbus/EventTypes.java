package dev.eventbus;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event types of a bus that declare their topic: which type belongs to which topic and version, as a transport has to know. Those of
 * all its indexes; and of types that no index knows, those that were published or asked for so far.
 *
 * <p>Threading: any. Not to be implemented by users: methods may be added.
 */
public interface EventTypes {

    /**
     * The type that declares a topic in a version.
     *
     * @param topic the topic
     * @param version the schema version
     * @return the type; null if there is none
     */
    @Nullable
    EventType find(String topic, int version);

    /**
     * What a class declares.
     *
     * @param type the class
     * @return the type; null if the class declares no topic
     * @throws IllegalArgumentException if its topic is malformed, or is another type's in the same version
     */
    @Nullable
    EventType of(Class<?> type);

    /**
     * All types.
     *
     * @return an unmodifiable snapshot, by topic and version
     */
    List<EventType> all();
}

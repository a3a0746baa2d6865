package dev.eventbus;

import java.util.Objects;
import java.util.function.Supplier;

/** An event type that declares its topic with {@link Event}. */
public final class EventType {

    private final String className;
    private final String topic;
    private final int version;
    private final Supplier<Class<?>> type;

    private EventType(String className, String topic, int version, Supplier<Class<?>> type) {
        this.className = Objects.requireNonNull(className, "className");
        this.topic = Objects.requireNonNull(topic, "topic");
        this.version = version;
        this.type = Objects.requireNonNull(type, "type");
    }

    /**
     * An event type, for implementations of the bus and for tests.
     *
     * @param className the binary class name
     * @param topic the topic
     * @param version the schema version
     * @param type loads the class
     * @return the event type
     */
    public static EventType of(String className, String topic, int version, Supplier<Class<?>> type) {
        return new EventType(className, topic, version, type);
    }

    /** {@return the binary class name; this does not load the class} */
    public String className() {
        return className;
    }

    /** {@return the topic} */
    public String topic() {
        return topic;
    }

    /** {@return the schema version, from 1} */
    public int version() {
        return version;
    }

    /**
     * Returns the class, loading it on first use.
     *
     * @return the class
     * @throws LinkageError if the class, or something that it needs, cannot be loaded
     */
    public Class<?> type() {
        return type.get();
    }

    @Override
    public String toString() {
        return "EventType[topic=" + topic + ", version=" + version + ", class=" + className + "]";
    }
}

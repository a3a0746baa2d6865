package dev.eventbus;

import java.util.Objects;
import java.util.function.Supplier;

/** An event type with a declared topic. */
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
     * @param className its binary name
     * @param topic its topic
     * @param version its schema version
     * @param type loads the class
     * @return the event type
     */
    public static EventType of(String className, String topic, int version, Supplier<Class<?>> type) {
        return new EventType(className, topic, version, type);
    }

    /**
     * The name of its class, which is not loaded for that.
     *
     * @return the binary name
     */
    public String className() {
        return className;
    }

    /**
     * Its topic.
     *
     * @return the topic
     */
    public String topic() {
        return topic;
    }

    /**
     * The version of its schema.
     *
     * @return the version, from 1
     */
    public int version() {
        return version;
    }

    /**
     * Its class, which is loaded when it is first asked for.
     *
     * @return the class
     * @throws LinkageError if the class or something it needs is not there
     */
    public Class<?> type() {
        return type.get();
    }

    @Override
    public String toString() {
        return "EventType[topic=" + topic + ", version=" + version + ", class=" + className + "]";
    }
}

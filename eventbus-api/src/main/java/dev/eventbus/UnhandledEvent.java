package dev.eventbus;

import java.util.Objects;

/**
 * A system event that reports a published event which no subscription matched.
 *
 * <p>It is created only if something is subscribed to exactly this type, reaches only such subscriptions, and is never
 * itself unhandled.
 */
public final class UnhandledEvent {

    private final Object event;
    private final String topic;

    private UnhandledEvent(Object event, String topic) {
        this.event = Objects.requireNonNull(event, "event");
        this.topic = Objects.requireNonNull(topic, "topic");
    }

    /**
     * A system event, for implementations of the bus and for tests.
     *
     * @param event the event that no subscription matched
     * @param topic the topic that the event was published on
     * @return the system event
     */
    public static UnhandledEvent of(Object event, String topic) {
        return new UnhandledEvent(event, topic);
    }

    /** {@return the published event} */
    public Object event() {
        return event;
    }

    /** {@return the topic that the event was published on} */
    public String topic() {
        return topic;
    }

    @Override
    public String toString() {
        return "UnhandledEvent[topic=" + topic + ", type=" + event.getClass().getName() + "]";
    }
}

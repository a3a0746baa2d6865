package dev.eventbus.runtime.index;

import org.jspecify.annotations.Nullable;

/**
 * What identifies an event type on the wire, and so is unique on a bus.
 *
 * <p>Equality is written out, because the JVM makes some sixty classes for that of the first record that is asked for it,
 * which would be most of the time that a bus takes to start.
 *
 * @param topic the topic
 * @param version the schema version
 */
record TopicAndVersion(String topic, int version) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TopicAndVersion that && version == that.version && topic.equals(that.topic);
    }

    @Override
    public int hashCode() {
        return 31 * topic.hashCode() + version;
    }
}

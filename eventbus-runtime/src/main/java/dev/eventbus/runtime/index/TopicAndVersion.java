package dev.eventbus.runtime.index;

import org.jspecify.annotations.Nullable;

/**
 * What identifies an event type on the wire, and so is unique on a bus.
 *
 * @param topic the topic
 * @param version the schema version
 */
// ADR 12: equality is written out.
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

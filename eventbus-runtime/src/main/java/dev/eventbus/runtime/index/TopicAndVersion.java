package dev.eventbus.runtime.index;

/**
 * What identifies an event type on the wire, and so is unique on a bus.
 *
 * @param topic the topic
 * @param version the schema version
 */
record TopicAndVersion(String topic, int version) {}

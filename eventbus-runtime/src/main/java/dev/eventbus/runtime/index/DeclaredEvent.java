package dev.eventbus.runtime.index;

/**
 * An event type with a declared topic.
 *
 * @param className its binary name
 * @param topic its topic
 * @param version its schema version
 */
public record DeclaredEvent(String className, String topic, int version) {}

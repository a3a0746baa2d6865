package dev.eventbus.runtime.retention;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What a builder was told to retain: the last events of a type, or on a topic.
 *
 * @param type the type whose instances are meant; null if a topic is
 * @param topic the topic; null if a type is meant
 * @param count how many of them, from 1
 */
public record RetentionRule(
        @Nullable Class<?> type, @Nullable String topic, int count) {

    boolean concerns(Collection<Class<?>> types, String publishedOn) {
        return type != null ? types.contains(type) : publishedOn.equals(topic);
    }
}

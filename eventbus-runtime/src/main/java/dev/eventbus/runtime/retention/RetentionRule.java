package dev.eventbus.runtime.retention;

import dev.eventbus.spi.TopicPattern;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Retains the last events of a type, or on a topic.
 *
 * @param type the type whose instances are meant; null if a topic is
 * @param topic the topic; null if a type is meant
 * @param count how many of them, from 1
 */
public record RetentionRule(
        @Nullable Class<?> type, @Nullable String topic, int count) {

    boolean matches(Collection<Class<?>> types, String publishedOn) {
        return type != null ? types.contains(type) : publishedOn.equals(topic);
    }

    /**
     * Whether it could match events of a class, on their only topic or, without one, on any that a pattern matches.
     */
    boolean mayMatch(Class<?> eventClass, @Nullable String declaredTopic, TopicPattern pattern) {
        if (topic == null) {
            return type != null && type.isAssignableFrom(eventClass);
        }
        return declaredTopic == null ? pattern.matches(topic) : declaredTopic.equals(topic);
    }
}

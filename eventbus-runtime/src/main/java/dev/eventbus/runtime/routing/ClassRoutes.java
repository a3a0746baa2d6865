package dev.eventbus.runtime.routing;

import dev.eventbus.runtime.index.DeclaredEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one event class on one bus. Does not refer to the bus other than through routes, which are let go of when
 * the bus closes, so that a class that outlives it does not keep it alive.
 */
final class ClassRoutes {

    /** A stream of ever new topics must not grow memory without end: beyond this the cache begins anew. */
    private static final int MAX_TOPICS = 1024;

    final Class<?> type;
    final @Nullable DeclaredEvent declared;
    volatile @Nullable Route own;
    private final Map<String, Route> byTopic = new ConcurrentHashMap<>();

    ClassRoutes(Class<?> type, @Nullable DeclaredEvent declared) {
        this.type = type;
        this.declared = declared;
    }

    @Nullable
    Route onTopic(String topic) {
        return byTopic.get(topic);
    }

    void keep(String topic, Route route) {
        if (byTopic.size() >= MAX_TOPICS) {
            byTopic.clear();
        }
        byTopic.put(topic, route);
    }

    void clear() {
        own = null;
        byTopic.clear();
    }
}

package dev.eventbus.runtime.routing;

import dev.eventbus.spi.TopicPattern;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** Values by the pattern of the topics that they are for; a look-up asks each pattern. */
final class PatternTable<V> {

    private record Entry<V>(TopicPattern pattern, V value) {}

    private final Map<Long, Entry<V>> entries = new ConcurrentSkipListMap<>();

    void add(TopicPattern pattern, long id, V value) {
        entries.put(id, new Entry<>(pattern, value));
    }

    void remove(TopicPattern pattern, long id) {
        entries.remove(id);
    }

    void collect(String topic, Consumer<? super V> found) {
        for (Entry<V> entry : entries.values()) {
            if (entry.pattern().matches(topic)) {
                found.accept(entry.value());
            }
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }
}

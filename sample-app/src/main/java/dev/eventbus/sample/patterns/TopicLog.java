package dev.eventbus.sample.patterns;

import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** The topics that a subscriber has seen: written by its handler, read by the report. */
final class TopicLog {

    private final SortedSet<String> topics = new ConcurrentSkipListSet<>();

    void add(String topic) {
        topics.add(topic);
    }

    boolean contains(String topic) {
        return topics.contains(topic);
    }

    /** The topics in alphabetical order. */
    Iterable<String> all() {
        return topics;
    }
}

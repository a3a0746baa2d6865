package dev.eventbus.runtime.routing;

import dev.eventbus.spi.TopicPattern;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Values by the pattern of the topics that they are for.
 *
 * <p>Threading: changes by one thread at a time (callers hold a lock), look-ups by any at any time,
 * without locks. A look-up that begins after an {@link #add} has returned finds the value, one that
 * begins after a {@link #remove} does not, and one at the same time may or may not. A value that is
 * there throughout is always found, whatever else changes.
 *
 * <p>Memory: some 65 bytes for a value that is alone under a pattern without wildcards. What becomes
 * empty is removed; an emptied map's room goes with its last entry.
 *
 * <p>Cost: a look-up depends on the topic and on the patterns that match it or its beginning, not on how
 * many others there are; {@link Affixes} names the exception. A change costs the length of the pattern,
 * and the logarithm of the number of values with the same one.
 */
final class PatternTable<V> {

    private volatile @Nullable ConcurrentHashMap<String, Bucket<V>> byTopic;
    private volatile @Nullable Bucket<V> forEverything;
    // Made with the first pattern that has wildcards, which most types have none of.
    private volatile @Nullable PatternNode<V> wildcards;

    /**
     * Adds a value.
     *
     * @param pattern the pattern of the topics that it is for
     * @param id the number to remove it by: unique, and higher than all before
     * @param value the value
     */
    void add(TopicPattern pattern, long id, V value) {
        if (pattern.matchesEverything()) {
            forEverything = Bucket.adding(forEverything, id, value);
        } else if (pattern.isLiteral()) {
            addToTopic(pattern.toString(), id, value);
        } else {
            PatternNode<V> node = wildcards;
            if (node == null) {
                node = new PatternNode<>(false);
                wildcards = node;
            }
            node.add(pattern.segments(), 0, id, value);
        }
    }

    /** Removes a value, if it is there. */
    void remove(TopicPattern pattern, long id) {
        if (pattern.matchesEverything()) {
            Bucket<V> bucket = forEverything;
            if (bucket != null) {
                forEverything = bucket.without(id);
            }
        } else if (pattern.isLiteral()) {
            removeFromTopic(pattern.toString(), id);
        } else {
            PatternNode<V> node = wildcards;
            if (node != null) {
                node.remove(pattern.segments(), 0, id);
            }
        }
    }

    /** Gives each value whose pattern matches a topic, once, in any order. */
    void collect(String topic, Consumer<? super V> found) {
        Bucket<V> everything = forEverything;
        if (everything != null) {
            everything.collect(found);
        }
        ConcurrentHashMap<String, Bucket<V>> literals = byTopic;
        Bucket<V> bucket = literals == null ? null : literals.get(topic);
        if (bucket != null) {
            bucket.collect(found);
        }
        PatternNode<V> node = wildcards;
        if (node != null && !node.isEmpty()) {
            new PatternWalk<V>().collect(node, topic, found);
        }
    }

    /** Whether nothing is in it, and nothing left behind of what has been. */
    boolean isEmpty() {
        PatternNode<V> node = wildcards;
        return forEverything == null && byTopic == null && (node == null || node.isEmpty());
    }

    /** How many parts it consists of, the root of the wildcards included whether made or not; for tests. */
    int count() {
        ConcurrentHashMap<String, Bucket<V>> literals = byTopic;
        PatternNode<V> node = wildcards;
        return (node == null ? 1 : node.count()) + (literals == null ? 0 : literals.size());
    }

    private void addToTopic(String topic, long id, V value) {
        ConcurrentHashMap<String, Bucket<V>> literals = byTopic;
        if (literals == null) {
            literals = new ConcurrentHashMap<>(1);
            byTopic = literals;
        }
        Bucket<V> before = literals.get(topic);
        Bucket<V> after = Bucket.adding(before, id, value);
        if (after != before) {
            literals.put(topic, after);
        }
    }

    private void removeFromTopic(String topic, long id) {
        ConcurrentHashMap<String, Bucket<V>> literals = byTopic;
        Bucket<V> before = literals == null ? null : literals.get(topic);
        if (literals == null || before == null) {
            return;
        }
        Bucket<V> after = before.without(id);
        if (after != null) {
            if (after != before) {
                literals.put(topic, after);
            }
            return;
        }
        literals.remove(topic);
        if (literals.isEmpty()) {
            // A look-up may have this map in hand and ask it after the next add, which makes a new map. It began
            // before that add, so it may miss it; and nothing that was there throughout was in this one.
            byTopic = null;
        }
    }
}

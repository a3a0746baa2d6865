package dev.eventbus.runtime.routing;

import dev.eventbus.spi.TopicPattern;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The children whose segments have the same text before the first wildcard and behind the last one.
 *
 * <p>Threading: changes by one thread at a time, look-ups by any.
 */
final class AffixGroup<V> {

    /** Those with this prefix that have a suffix too; only in a group that has been found by its prefix. */
    volatile @Nullable Affixes<V> bySuffix;

    // The one with a single wildcard: what has both texts, without overlap, matches it.
    private volatile @Nullable PatternNode<V> plain;
    private volatile @Nullable ConcurrentHashMap<String, Tested<V>> tested;

    /** A child with wildcards in between, and the pattern of the segments that lead to it. */
    private record Tested<V>(TopicPattern pattern, PatternNode<V> node) {}

    boolean isEmpty() {
        return plain == null && tested == null && bySuffix == null;
    }

    /** The child for a segment of a pattern; null if there is none. */
    @Nullable
    PatternNode<V> find(String segment) {
        if (isPlain(segment)) {
            return plain;
        }
        ConcurrentHashMap<String, Tested<V>> byText = tested;
        Tested<V> child = byText == null ? null : byText.get(segment);
        return child == null ? null : child.node();
    }

    /** Adds the child for a segment of a pattern that has none. */
    void link(String segment, PatternNode<V> child) {
        if (isPlain(segment)) {
            plain = child;
            return;
        }
        ConcurrentHashMap<String, Tested<V>> byText = tested;
        if (byText == null) {
            byText = new ConcurrentHashMap<>(1);
            tested = byText;
        }
        byText.put(segment, new Tested<>(TopicPattern.parse(segment), child));
    }

    /** Removes the child for a segment of a pattern, if there is one. */
    void unlink(String segment) {
        if (isPlain(segment)) {
            plain = null;
            return;
        }
        ConcurrentHashMap<String, Tested<V>> byText = tested;
        if (byText != null) {
            byText.remove(segment);
            if (byText.isEmpty()) {
                tested = null;
            }
        }
    }

    /** Enters the children that a segment of a topic leads to, which has both texts. */
    void step(String segment, PatternWalk<V> walk) {
        walk.enter(plain);
        ConcurrentHashMap<String, Tested<V>> byText = tested;
        if (byText != null) {
            for (Tested<V> child : byText.values()) {
                if (child.pattern().matches(segment)) {
                    walk.enter(child.node());
                }
            }
        }
    }

    /** The group, and the nodes in it and below; for tests. */
    int count() {
        int count = 1;
        PatternNode<V> node = plain;
        if (node != null) {
            count += node.count();
        }
        ConcurrentHashMap<String, Tested<V>> byText = tested;
        if (byText != null) {
            for (Tested<V> child : byText.values()) {
                count += child.node().count();
            }
        }
        Affixes<V> suffixes = bySuffix;
        return suffixes == null ? count : count + suffixes.count();
    }

    private static boolean isPlain(String segment) {
        return segment.indexOf('*') == segment.lastIndexOf('*');
    }
}

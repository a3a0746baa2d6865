package dev.eventbus.runtime.routing;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of patterns: what has been read of a pattern after some of its segments. Patterns
 * that begin with the same segments share their nodes.
 *
 * <p>Threading: changes by one thread at a time, look-ups by any. A node that has become empty is
 * unlinked and never used again; one that holds a value, or leads to one, stays where it is.
 */
final class PatternNode<V> {

    private static final String ANY_SEGMENT = "*";
    private static final String ANY_SEGMENTS = "**";

    private final boolean anyLength;

    private volatile @Nullable ConcurrentHashMap<String, PatternNode<V>> literals;
    private volatile @Nullable PatternNode<V> anySegment;
    private volatile @Nullable PatternNode<V> anySegments;
    private volatile @Nullable Affixes<V> partial;
    private volatile @Nullable Bucket<V> values;

    /**
     * A new node.
     *
     * @param anyLength whether it stands behind a {@code **}, so that every further segment leads to it again
     */
    PatternNode(boolean anyLength) {
        this.anyLength = anyLength;
    }

    /** Adds a value under the segments from an index on. */
    void add(List<String> segments, int index, long id, V value) {
        if (index == segments.size()) {
            values = Bucket.adding(values, id, value);
        } else {
            childOrNew(segments.get(index)).add(segments, index + 1, id, value);
        }
    }

    /** Removes a value from under the segments from an index on, if it is there. */
    void remove(List<String> segments, int index, long id) {
        if (index == segments.size()) {
            Bucket<V> bucket = values;
            if (bucket != null) {
                values = bucket.without(id);
            }
            return;
        }
        String segment = segments.get(index);
        PatternNode<V> child = child(segment);
        if (child != null) {
            child.remove(segments, index + 1, id);
            if (child.isEmpty()) {
                // A look-up that has reached the child may still be in it: it finds nothing there, also
                // later, because the next one with this segment is a new node.
                unlink(segment);
            }
        }
    }

    boolean isEmpty() {
        return values == null && literals == null && anySegment == null && anySegments == null && partial == null;
    }

    /** Enters the nodes that a segment leads to. */
    void step(String segment, PatternWalk<V> walk) {
        if (anyLength) {
            walk.stay(this);
        }
        ConcurrentHashMap<String, PatternNode<V>> byText = literals;
        if (byText != null) {
            walk.enter(byText.get(segment));
        }
        walk.enter(anySegment);
        Affixes<V> byPrefix = partial;
        if (byPrefix != null) {
            byPrefix.stepByPrefix(segment, walk);
        }
    }

    /** The node behind a {@code **}, where a pattern can go on without a further segment. */
    @Nullable
    PatternNode<V> afterAnySegments() {
        return anySegments;
    }

    /** Gives the values of the patterns that end here. */
    void collect(Consumer<? super V> found) {
        Bucket<V> bucket = values;
        if (bucket != null) {
            bucket.collect(found);
        }
    }

    /** This node and all below it; for tests. */
    int count() {
        int count = 1;
        ConcurrentHashMap<String, PatternNode<V>> byText = literals;
        if (byText != null) {
            for (PatternNode<V> child : byText.values()) {
                count += child.count();
            }
        }
        PatternNode<V> any = anySegment;
        PatternNode<V> anys = anySegments;
        Affixes<V> byPrefix = partial;
        return count
                + (any == null ? 0 : any.count())
                + (anys == null ? 0 : anys.count())
                + (byPrefix == null ? 0 : byPrefix.count());
    }

    private @Nullable PatternNode<V> child(String segment) {
        if (segment.equals(ANY_SEGMENTS)) {
            return anySegments;
        }
        if (segment.equals(ANY_SEGMENT)) {
            return anySegment;
        }
        if (isPartial(segment)) {
            Affixes<V> byPrefix = partial;
            return byPrefix == null ? null : byPrefix.find(segment);
        }
        ConcurrentHashMap<String, PatternNode<V>> byText = literals;
        return byText == null ? null : byText.get(segment);
    }

    private PatternNode<V> childOrNew(String segment) {
        PatternNode<V> child = child(segment);
        if (child != null) {
            return child;
        }
        PatternNode<V> added = new PatternNode<>(segment.equals(ANY_SEGMENTS));
        if (segment.equals(ANY_SEGMENTS)) {
            anySegments = added;
        } else if (segment.equals(ANY_SEGMENT)) {
            anySegment = added;
        } else if (isPartial(segment)) {
            Affixes<V> byPrefix = partial;
            if (byPrefix == null) {
                byPrefix = new Affixes<>();
                partial = byPrefix;
            }
            byPrefix.link(segment, added);
        } else {
            ConcurrentHashMap<String, PatternNode<V>> byText = literals;
            if (byText == null) {
                byText = new ConcurrentHashMap<>(1);
                literals = byText;
            }
            byText.put(segment, added);
        }
        return added;
    }

    private void unlink(String segment) {
        if (segment.equals(ANY_SEGMENTS)) {
            anySegments = null;
        } else if (segment.equals(ANY_SEGMENT)) {
            anySegment = null;
        } else if (isPartial(segment)) {
            Affixes<V> byPrefix = partial;
            if (byPrefix != null) {
                byPrefix.unlink(segment);
                if (byPrefix.isEmpty()) {
                    partial = null;
                }
            }
        } else {
            ConcurrentHashMap<String, PatternNode<V>> byText = literals;
            if (byText != null) {
                byText.remove(segment);
                if (byText.isEmpty()) {
                    literals = null;
                }
            }
        }
    }

    private static boolean isPartial(String segment) {
        return segment.indexOf('*') >= 0;
    }
}

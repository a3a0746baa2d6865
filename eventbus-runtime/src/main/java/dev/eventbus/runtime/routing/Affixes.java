package dev.eventbus.runtime.routing;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The children of a node whose segments have wildcards inside, such as {@code user-*}: by the text
 * before the first wildcard, then by that behind the last one. Either can be empty.
 *
 * <p>Threading: changes by one thread at a time, look-ups by any.
 *
 * <p>Cost: a look-up asks for every beginning of a segment that is not longer than the longest one there
 * has been, and, where there is something, for every ending likewise. Only segments with the same text
 * in front and behind, and with wildcards in between, as {@code a*b*c} and {@code a*x*c}, are tried one
 * by one.
 */
final class Affixes<V> {

    private final ConcurrentHashMap<String, AffixGroup<V>> groups = new ConcurrentHashMap<>(1);
    // Rises only, while a look-up may be about to use it; it goes with the last group.
    private volatile int longest;

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** The child for a segment of a pattern; null if there is none. */
    @Nullable
    PatternNode<V> find(String segment) {
        AffixGroup<V> group = groups.get(prefix(segment));
        Affixes<V> bySuffix = group == null ? null : group.bySuffix;
        String suffix = suffix(segment);
        if (!suffix.isEmpty()) {
            group = bySuffix == null ? null : bySuffix.groups.get(suffix);
        }
        return group == null ? null : group.find(segment);
    }

    /** Adds the child for a segment of a pattern that has none. */
    void link(String segment, PatternNode<V> child) {
        AffixGroup<V> group = groupOrNew(prefix(segment));
        String suffix = suffix(segment);
        if (!suffix.isEmpty()) {
            Affixes<V> bySuffix = group.bySuffix;
            if (bySuffix == null) {
                bySuffix = new Affixes<>();
                group.bySuffix = bySuffix;
            }
            group = bySuffix.groupOrNew(suffix);
        }
        group.link(segment, child);
    }

    /** Removes the child for a segment of a pattern, if there is one. */
    void unlink(String segment) {
        String prefix = prefix(segment);
        AffixGroup<V> group = groups.get(prefix);
        if (group == null) {
            return;
        }
        String suffix = suffix(segment);
        Affixes<V> bySuffix = group.bySuffix;
        if (suffix.isEmpty()) {
            group.unlink(segment);
        } else if (bySuffix != null) {
            AffixGroup<V> inner = bySuffix.groups.get(suffix);
            if (inner != null) {
                inner.unlink(segment);
                bySuffix.removeIfEmpty(suffix, inner);
            }
            if (bySuffix.isEmpty()) {
                group.bySuffix = null;
            }
        }
        removeIfEmpty(prefix, group);
    }

    /** Enters the children that a segment of a topic leads to. */
    void stepByPrefix(String segment, PatternWalk<V> walk) {
        int last = Math.min(longest, segment.length());
        for (int length = 0; length <= last; length++) {
            AffixGroup<V> group = groups.get(segment.substring(0, length));
            if (group != null) {
                group.step(segment, walk);
                Affixes<V> bySuffix = group.bySuffix;
                if (bySuffix != null) {
                    bySuffix.stepBySuffix(segment, length, walk);
                }
            }
        }
    }

    /** Likewise by endings, of which none reaches into the beginning that has led here. */
    private void stepBySuffix(String segment, int prefixLength, PatternWalk<V> walk) {
        int last = Math.min(longest, segment.length() - prefixLength);
        for (int length = 1; length <= last; length++) {
            AffixGroup<V> group = groups.get(segment.substring(segment.length() - length));
            if (group != null) {
                group.step(segment, walk);
            }
        }
    }

    /** The nodes in it and below, and one for each group; for tests. */
    int count() {
        int count = 0;
        for (AffixGroup<V> group : groups.values()) {
            count += group.count();
        }
        return count;
    }

    private AffixGroup<V> groupOrNew(String affix) {
        AffixGroup<V> group = groups.get(affix);
        if (group == null) {
            group = new AffixGroup<>();
            longest = Math.max(longest, affix.length());
            groups.put(affix, group);
        }
        return group;
    }

    private void removeIfEmpty(String affix, AffixGroup<V> group) {
        if (group.isEmpty()) {
            groups.remove(affix);
        }
    }

    private static String prefix(String segment) {
        return segment.substring(0, segment.indexOf('*'));
    }

    private static String suffix(String segment) {
        return segment.substring(segment.lastIndexOf('*') + 1);
    }
}

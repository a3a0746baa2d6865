package dev.eventbus.runtime.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One look-up in the tree of patterns: the nodes that the segments read so far lead to, all at once, so
 * that nothing is tried again.
 *
 * <p>Threading: of the thread that looks up.
 *
 * <p>Cost: each node at most once per segment. Only nodes that the topic leads to are visited.
 */
final class PatternWalk<V> {

    private List<PatternNode<V>> current = new ArrayList<>();
    private List<PatternNode<V>> next = new ArrayList<>();
    // The nodes behind a ** that have been entered: they stay, and are reached again by every way that
    // leads to them.
    private @Nullable Set<PatternNode<V>> staying;

    /** Gives the values of the patterns below a node that match a topic. */
    void collect(PatternNode<V> root, String topic, Consumer<? super V> found) {
        enter(root);
        int start = 0;
        while (start <= topic.length() && !next.isEmpty()) {
            int dot = topic.indexOf('.', start);
            int end = dot < 0 ? topic.length() : dot;
            String segment = topic.substring(start, end);
            List<PatternNode<V>> read = current;
            current = next;
            next = read;
            next.clear();
            for (PatternNode<V> node : current) {
                node.step(segment, this);
            }
            start = end + 1;
        }
        for (PatternNode<V> node : next) {
            node.collect(found);
        }
    }

    /** Enters a node that the segment leads to, if there is one, and those that are behind a {@code **} from there. */
    void enter(@Nullable PatternNode<V> node) {
        if (node == null) {
            return;
        }
        next.add(node);
        PatternNode<V> behind = node.afterAnySegments();
        while (behind != null && firstEntry(behind)) {
            next.add(behind);
            behind = behind.afterAnySegments();
        }
    }

    /** Keeps a node that stands behind a {@code **}. */
    void stay(PatternNode<V> node) {
        next.add(node);
    }

    private boolean firstEntry(PatternNode<V> node) {
        Set<PatternNode<V>> entered = staying;
        if (entered == null) {
            entered = new HashSet<>();
            staying = entered;
        }
        return entered.add(node);
    }
}

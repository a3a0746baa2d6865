package dev.eventbus.runtime.queue;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one key in a {@link KeyedQueue}, in their order. Guarded by the queue's lock, but for the comparison
 * of keys.
 */
final class KeyLane {

    private final @Nullable Object key;
    // Boxed once: it finds the lane's chain.
    final Integer hash;
    final ArrayDeque<WaitingEntry> entries = new ArrayDeque<>(2);
    boolean busy;
    // Whether it is in no chain any more, and nothing can be added to it.
    boolean gone;

    KeyLane(@Nullable Object key, Integer hash) {
        this.key = key;
        this.hash = hash;
    }

    /** Asks the user's key. */
    private boolean isOf(@Nullable Object other) {
        return other == key || (other != null && key != null && other.equals(key));
    }

    /**
     * The lanes of one hash. Immutable, so that a publisher compares keys without the lock, and sees under it whether
     * that still holds.
     */
    static final class Chain {

        private final KeyLane lane;
        private final @Nullable Chain next;

        Chain(KeyLane lane, @Nullable Chain next) {
            this.lane = lane;
            this.next = next;
        }

        /** The lane of a key, except lanes that another chain has as well; null if there is none. */
        static @Nullable KeyLane find(@Nullable Object key, @Nullable Chain lanes, @Nullable Chain except) {
            for (Chain each = lanes; each != null; each = each.next) {
                if (!contains(except, each.lane) && each.lane.isOf(key)) {
                    return each.lane;
                }
            }
            return null;
        }

        private static boolean contains(@Nullable Chain lanes, KeyLane lane) {
            for (Chain each = lanes; each != null; each = each.next) {
                if (each.lane == lane) {
                    return true;
                }
            }
            return false;
        }

        static @Nullable Chain without(@Nullable Chain lanes, KeyLane lane) {
            Chain others = null;
            for (Chain each = lanes; each != null; each = each.next) {
                if (each.lane != lane) {
                    others = new Chain(each.lane, others);
                }
            }
            return others;
        }
    }

    /** An item that waits, or was taken and not released. */
    static final class WaitingEntry {

        final KeyLane lane;
        Object item;
        // Whether it stands for the latest of its key: not if it came behind others as one that was lost before.
        boolean latest;

        WaitingEntry(KeyLane lane, Object item, boolean latest) {
            this.lane = lane;
            this.item = item;
            this.latest = latest;
        }
    }
}

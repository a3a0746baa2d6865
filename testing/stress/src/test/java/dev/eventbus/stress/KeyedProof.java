package dev.eventbus.stress;

import dev.eventbus.runtime.queue.EnqueueResult;
import dev.eventbus.runtime.queue.KeyedQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;

/** The queue that knows keys, with one consumer that may hold several items, and what it claims to be. */
public abstract class KeyedProof {

    private static final int CAPACITY = 3;

    private final KeyedQueue queue;
    // The consumer's.
    private final ArrayDeque<Object> held = new ArrayDeque<>();

    KeyedProof(boolean latestOnly) {
        queue = new KeyedQueue(CAPACITY, latestOnly, replaced -> {});
    }

    private static int key(int item) {
        return item & 1;
    }

    /** A producer's; the key is whether the item is odd. */
    @Operation
    public EnqueueResult offer(int item) {
        return queue.offer(item, key(item));
    }

    /** The consumer's. */
    @Operation(nonParallelGroup = "consumer")
    public @Nullable Integer take() {
        Object taken = queue.take();
        if (taken == null) {
            return null;
        }
        held.add(taken);
        return (Integer) KeyedQueue.itemOf(taken);
    }

    /** The consumer's: has done with what it took first. */
    @Operation(nonParallelGroup = "consumer")
    public void release() {
        Object first = held.poll();
        if (first != null) {
            queue.release(first);
        }
    }

    /** A producer's that needs room. */
    @Operation
    public @Nullable Integer displace() {
        Object displaced = queue.displace();
        return displaced == null ? null : (Integer) KeyedQueue.itemOf(displaced);
    }

    /** Anybody's. */
    @Operation
    public long depth() {
        return queue.depth();
    }

    /** Items of one key one after another. */
    public static final class InOrder extends KeyedProof {

        /** Without items. */
        public InOrder() {
            super(false);
        }
    }

    /** The latest item of each key. */
    public static final class Latest extends KeyedProof {

        /** Without items. */
        public Latest() {
            super(true);
        }
    }

    /** The same for one thread: a list of what waits, the keys in hand, and the keys whose turn comes. */
    public abstract static class Specification {

        private final boolean latestOnly;
        private final List<Integer> waiting = new ArrayList<>();
        private final ArrayDeque<Integer> held = new ArrayDeque<>();
        private final Set<Integer> busy = new HashSet<>();
        private final List<Integer> turns = new ArrayList<>();

        Specification(boolean latestOnly) {
            this.latestOnly = latestOnly;
        }

        private int indexOf(int key) {
            for (int index = 0; index < waiting.size(); index++) {
                if (key(waiting.get(index)) == key) {
                    return index;
                }
            }
            return -1;
        }

        /** Adds an item, or puts it in the place of one. */
        public EnqueueResult offer(int item) {
            int same = indexOf(key(item));
            if (latestOnly && same >= 0) {
                waiting.set(same, item);
                return EnqueueResult.REPLACED;
            }
            if (waiting.size() == CAPACITY) {
                return EnqueueResult.FULL;
            }
            waiting.add(item);
            if (!busy.contains(key(item)) && !turns.contains(key(item))) {
                turns.add(key(item));
            }
            return EnqueueResult.ACCEPTED;
        }

        /** The first item of the key whose turn it is. */
        public @Nullable Integer take() {
            if (turns.isEmpty()) {
                return null;
            }
            int key = turns.remove(0);
            busy.add(key);
            held.add(key);
            return waiting.remove(indexOf(key));
        }

        /** The first key in hand is free again. */
        public void release() {
            Integer key = held.poll();
            if (key != null) {
                busy.remove(key);
                if (indexOf(key) >= 0) {
                    turns.add(key);
                }
            }
        }

        /** The oldest item, if there is no room. */
        public @Nullable Integer displace() {
            if (waiting.size() < CAPACITY) {
                return null;
            }
            Integer oldest = waiting.remove(0);
            if (indexOf(key(oldest)) < 0) {
                turns.remove((Object) key(oldest));
            }
            return oldest;
        }

        /** How many wait. */
        public long depth() {
            return waiting.size();
        }
    }

    /** Items of one key one after another. */
    public static final class SpecificationInOrder extends Specification {

        /** Without items. */
        public SpecificationInOrder() {
            super(false);
        }
    }

    /** The latest item of each key. */
    public static final class SpecificationOfLatest extends Specification {

        /** Without items. */
        public SpecificationOfLatest() {
            super(true);
        }
    }
}

package dev.eventbus.stress;

import dev.eventbus.runtime.queue.EnqueueResult;
import dev.eventbus.runtime.queue.RingQueue;
import java.util.ArrayDeque;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;

/** The ring with its one consumer, and the bounded first-in-first-out queue that it claims to be. */
public abstract class RingProof {

    private final RingQueue queue;

    RingProof(int capacity) {
        queue = new RingQueue(capacity);
    }

    /** A producer's. */
    @Operation
    public EnqueueResult offer(int item) {
        return queue.offer(item, null);
    }

    /** The consumer's: none only if there is nothing to take, as a drain that goes idle makes sure. */
    @Operation(nonParallelGroup = "consumer")
    public @Nullable Integer take() {
        Object taken = queue.take();
        while (taken == null && !queue.hasNothingToTake()) {
            taken = queue.take();
        }
        return (Integer) taken;
    }

    /** Anybody's. */
    @Operation
    public long depth() {
        return queue.depth();
    }

    /** Anybody's. */
    @Operation
    public boolean isEmpty() {
        return queue.isEmpty();
    }

    /** One place; the ring never grows. */
    public static final class OfOne extends RingProof {

        /** Without items. */
        public OfOne() {
            super(1);
        }
    }

    /** Two places. */
    public static final class OfTwo extends RingProof {

        /** Without items. */
        public OfTwo() {
            super(2);
        }
    }

    /** Three places, which is no power of two. */
    public static final class OfThree extends RingProof {

        /** Without items. */
        public OfThree() {
            super(3);
        }
    }

    /** Weakened: none is believed from an empty slot, though its ticket may be claimed, and a later one accepted. */
    public static final class Weakened {

        private final RingQueue queue = new RingQueue(2);

        /** Without items. */
        public Weakened() {}

        /** A producer's. */
        @Operation
        public EnqueueResult offer(int item) {
            return queue.offer(item, null);
        }

        /** The consumer's. */
        @Operation(nonParallelGroup = "consumer")
        public @Nullable Integer take() {
            return (Integer) queue.take();
        }

        /** Anybody's. */
        @Operation
        public long depth() {
            return queue.depth();
        }
    }

    /**
     * A ring that is closed while its consumer takes. Offers are not made at the same time: the producers' end is
     * closed a moment before the consumer's, so that no single moment is that of the close; {@code QueueClosing} has
     * what is promised instead.
     */
    public static final class Closed {

        private final RingQueue queue = new RingQueue(2);

        /** Without items. */
        public Closed() {}

        /** A producer's. */
        @Operation(nonParallelGroup = "producer")
        public EnqueueResult offer(int item) {
            return queue.offer(item, null);
        }

        /** The consumer's. */
        @Operation(nonParallelGroup = "consumer")
        public @Nullable Integer take() {
            return (Integer) queue.take();
        }

        /** Who cancels. */
        @Operation(nonParallelGroup = "producer", runOnce = true)
        public long close() {
            return queue.close();
        }
    }

    /** A bounded queue for one thread. */
    public abstract static class Specification {

        private final ArrayDeque<Integer> items = new ArrayDeque<>();
        private final int capacity;
        private boolean closed;

        Specification(int capacity) {
            this.capacity = capacity;
        }

        /** Adds an item if there is room. */
        public EnqueueResult offer(int item) {
            if (closed) {
                return EnqueueResult.CLOSED;
            }
            if (items.size() == capacity) {
                return EnqueueResult.FULL;
            }
            items.add(item);
            return EnqueueResult.ACCEPTED;
        }

        /** The oldest item. */
        public @Nullable Integer take() {
            return closed ? null : items.poll();
        }

        /** How many wait. */
        public long depth() {
            return items.size();
        }

        /** Whether none waits. */
        public boolean isEmpty() {
            return items.isEmpty();
        }

        /** How many are left behind. */
        public long close() {
            closed = true;
            return items.size();
        }
    }

    /** Of one place. */
    public static final class SpecificationOfOne extends Specification {

        /** Without items. */
        public SpecificationOfOne() {
            super(1);
        }
    }

    /** Of two places. */
    public static final class SpecificationOfTwo extends Specification {

        /** Without items. */
        public SpecificationOfTwo() {
            super(2);
        }
    }

    /** Of three places. */
    public static final class SpecificationOfThree extends Specification {

        /** Without items. */
        public SpecificationOfThree() {
            super(3);
        }
    }

    /** Of two places, to be closed. */
    public static final class SpecificationOfClosed extends Specification {

        /** Without items. */
        public SpecificationOfClosed() {
            super(2);
        }
    }
}

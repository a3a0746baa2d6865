package dev.eventbus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.eventbus.runtime.queue.RingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Proves the table of <em>RingQueue</em> for a slot, and its points (3) and (4): the consumer sees an item with its
 * contents, or none; a producer that meets a growth stores into the ring where the consumer will look.
 */
public final class Publication {

    private Publication() {}

    /**
     * The item, whose contents were written plainly, is stored (release) while the consumer reads the slot (acquire).
     */
    @JCStressTest
    @Outcome(
            id = {"0", "1"},
            expect = ACCEPTABLE,
            desc = "no item yet, or the item with its contents")
    @Outcome(id = "-1", expect = FORBIDDEN, desc = "an item without its contents")
    @State
    public static class Contents {

        private final RingQueue queue = new RingQueue(4);

        /** What travels. */
        private static final class Item {
            int contents;
        }

        /** A publisher. */
        @Actor
        public void producer() {
            Item item = new Item();
            item.contents = 1;
            queue.offer(item, null);
        }

        /** The drain. */
        @Actor
        public void consumer(I_Result result) {
            Object taken = queue.take();
            result.r1 = taken == null ? 0 : ((Item) taken).contents == 1 ? 1 : -1;
        }
    }

    /** Two producers of whom one has to make a larger ring, and a consumer that has to follow it. */
    @JCStressTest
    @Outcome(
            id = {"1, 23", "1, 32"},
            expect = ACCEPTABLE,
            desc = "each item once, the first one first")
    @State
    public static class Growth {

        private final RingQueue queue = new RingQueue(8);

        /** A full ring of one slot. */
        public Growth() {
            queue.offer(1, null);
        }

        /** A publisher. */
        @Actor
        public void producer() {
            queue.offer(2, null);
        }

        /** Another one, which then takes. */
        @Actor
        public void producerAndConsumer(II_Result result) {
            queue.offer(3, null);
            Object taken = queue.take();
            result.r1 = taken == null ? 0 : (int) taken;
        }

        /** Who comes after both. */
        @Arbiter
        public void rest(II_Result result) {
            for (Object left = queue.take(); left != null; left = queue.take()) {
                result.r2 = result.r2 * 10 + (int) left;
            }
        }
    }

    /** Weakened: a consumer that believes the counter and does not look at the slot takes what is not there yet. */
    @JCStressTest
    @Outcome(
            id = {"0", "1"},
            expect = ACCEPTABLE,
            desc = "no item yet, or the item")
    @Outcome(id = "-1", expect = ACCEPTABLE_INTERESTING, desc = "a claim was taken for an item")
    @State
    public static class WeakenedSlot {

        private final AtomicInteger claimed = new AtomicInteger();
        private volatile int slot;

        /** A publisher. */
        @Actor
        public void producer() {
            claimed.incrementAndGet();
            slot = 1;
        }

        /** The drain. */
        @Actor
        public void consumer(I_Result result) {
            result.r1 = claimed.get() == 0 ? 0 : slot == 1 ? 1 : -1;
        }
    }

    /** Weakened: growing does not change the counter, so that a producer with the old ring in its hands succeeds. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "the item is in the ring where the consumer looks")
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "the item is in a ring that nobody looks at")
    @State
    public static class WeakenedGrowth {

        private final AtomicInteger claimed = new AtomicInteger();
        private volatile int[] slots = new int[1];

        /** Who makes the larger ring. */
        @Actor
        public void growing() {
            slots = new int[2];
        }

        /** A publisher. */
        @Actor
        public void producer() {
            int seen = claimed.get();
            int[] ring = slots;
            if (claimed.compareAndSet(seen, seen + 1)) {
                ring[seen] = 1;
            }
        }

        /** The drain, which has met the link where the slot of the first ring stayed empty. */
        @Arbiter
        public void consumer(I_Result result) {
            result.r1 = slots[0];
        }
    }
}

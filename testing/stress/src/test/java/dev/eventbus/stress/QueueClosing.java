package dev.eventbus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import dev.eventbus.runtime.queue.EnqueueResult;
import dev.eventbus.runtime.queue.RingQueue;
import dev.eventbus.runtime.queue.TicketQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Proves point (2) of <em>RingQueue</em>, <em>Take against cancel</em> and <em>Offer against cancel or close</em>: an
 * item is taken, or left behind and counted so, or was never accepted; and never two of these.
 */
public final class QueueClosing {

    private QueueClosing() {}

    /** An offer either comes before the close, then its item was left behind, or gets CLOSED. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "0, 0"},
            expect = ACCEPTABLE,
            desc = "accepted and left behind, or refused")
    @State
    public static class OfferAgainstClose {

        private final RingQueue queue = new RingQueue(4);

        /** A publisher. */
        @Actor
        public void producer(II_Result result) {
            result.r1 = queue.offer(1, null) == EnqueueResult.ACCEPTED ? 1 : 0;
        }

        /** Who cancels. */
        @Actor
        public void end(II_Result result) {
            result.r2 = (int) queue.close();
        }
    }

    /** The same with an offer that has to make a larger ring first. */
    @JCStressTest
    @Outcome(
            id = {"1, 2", "0, 1"},
            expect = ACCEPTABLE,
            desc = "accepted and left behind, or refused")
    @State
    public static class GrowthAgainstClose {

        private final RingQueue queue = new RingQueue(4);

        /** A full ring of one slot. */
        public GrowthAgainstClose() {
            queue.offer(1, null);
        }

        /** A publisher. */
        @Actor
        public void producer(II_Result result) {
            result.r1 = queue.offer(2, null) == EnqueueResult.ACCEPTED ? 1 : 0;
        }

        /** Who cancels. */
        @Actor
        public void end(II_Result result) {
            result.r2 = (int) queue.close();
        }
    }

    /** A take either comes before the close, then nothing was left behind, or puts back what it had in hand. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 0", "0, 1, 1"},
            expect = ACCEPTABLE,
            desc = "taken, or left behind")
    @State
    public static class TakeAgainstClose {

        private final RingQueue queue = new RingQueue(4);

        /** A queue with one item. */
        public TakeAgainstClose() {
            queue.offer(1, null);
        }

        /** The drain. */
        @Actor
        public void consumer(III_Result result) {
            result.r1 = queue.take() == null ? 0 : 1;
        }

        /** Who cancels. */
        @Actor
        public void end(III_Result result) {
            result.r2 = (int) queue.close();
        }

        /** Who reads the statistics. */
        @Arbiter
        public void after(III_Result result) {
            result.r3 = (int) queue.depth();
        }
    }

    /** The same for the queue with many consumers. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 0", "0, 1, 1"},
            expect = ACCEPTABLE,
            desc = "taken, or left behind")
    @State
    public static class TicketAgainstClose {

        private final TicketQueue queue = new TicketQueue(4);

        /** A queue with one item. */
        public TicketAgainstClose() {
            queue.offer(1, null);
        }

        /** A drain. */
        @Actor
        public void consumer(III_Result result) {
            result.r1 = queue.take() == null ? 0 : 1;
        }

        /** Who cancels. */
        @Actor
        public void end(III_Result result) {
            result.r2 = (int) queue.close();
        }

        /** Who reads the statistics. */
        @Arbiter
        public void after(III_Result result) {
            result.r3 = (int) queue.depth();
        }
    }

    /** Weakened: a flag beside the counter, instead of a bit in it, leaves a gap between looking and claiming. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "0, 0"},
            expect = ACCEPTABLE,
            desc = "accepted and left behind, or refused")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "an accepted item is lost")
    @State
    public static class WeakenedOffer {

        private final AtomicInteger claimed = new AtomicInteger();
        private volatile boolean closed;

        /** A publisher. */
        @Actor
        public void producer(II_Result result) {
            if (!closed) {
                claimed.incrementAndGet();
                result.r1 = 1;
            }
        }

        /** Who cancels. */
        @Actor
        public void end(II_Result result) {
            closed = true;
            result.r2 = claimed.get();
        }
    }

    /** Weakened: a flag beside the counter, instead of a bit in it, leaves a gap between looking and taking. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "taken, or left behind")
    @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "taken after it was told of as left behind")
    @State
    public static class WeakenedTake {

        private final AtomicInteger taken = new AtomicInteger();
        private volatile boolean closed;

        /** The drain. */
        @Actor
        public void consumer(II_Result result) {
            if (!closed) {
                taken.incrementAndGet();
                result.r1 = 1;
            }
        }

        /** Who cancels. */
        @Actor
        public void end(II_Result result) {
            closed = true;
            result.r2 = 1 - taken.get();
        }
    }

    /**
     * A producer that has to make a larger ring, and a consumer that empties the old one meanwhile and ends: each
     * accepted item is taken or handed out as left behind, in order; and an item that is refused is neither.
     */
    @JCStressTest
    @Outcome(
            id = {"1, 1, 2", "0, 1, 0"},
            expect = ACCEPTABLE,
            desc = "what was accepted is taken or handed out")
    @Outcome(
            id = {"1, 12, 0"},
            expect = ACCEPTABLE,
            desc = "both are taken")
    @State
    public static class Remaining {

        private final RingQueue queue = new RingQueue(4);

        /** A full ring of one slot. */
        public Remaining() {
            queue.offer(1, null);
        }

        /** A publisher. */
        @Actor
        public void producer(III_Result result) {
            result.r1 = queue.offer(2, null) == EnqueueResult.ACCEPTED ? 1 : 0;
        }

        /** The drain, which then cancels. */
        @Actor
        public void end(III_Result result) {
            for (int look = 0; look < 2; look++) {
                Object item = queue.take();
                result.r2 = item == null ? result.r2 : 10 * result.r2 + (int) item;
            }
            if (queue.close() > 0) {
                for (Object item : queue.drainRemaining(4)) {
                    result.r3 = 10 * result.r3 + (int) item;
                }
            }
        }
    }

    /** Weakened: the item is in the larger ring before it is claimed, so that it can be taken and then refused. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "1, 0", "0, 0"},
            expect = ACCEPTABLE,
            desc = "accepted, and taken or not; or refused")
    @Outcome(id = "0, 1", expect = ACCEPTABLE_INTERESTING, desc = "refused and taken")
    @State
    public static class WeakenedGrowth {

        private final AtomicInteger claimed = new AtomicInteger();
        private volatile boolean stored;

        /** A publisher. */
        @Actor
        public void producer(II_Result result) {
            stored = true;
            result.r1 = claimed.compareAndSet(0, 1) ? 1 : 0;
        }

        /** The drain, which then cancels. */
        @Actor
        public void end(II_Result result) {
            result.r2 = stored ? 1 : 0;
            claimed.compareAndSet(0, Integer.MIN_VALUE);
        }
    }

    /** Weakened: who collects does not wait for the item of a ticket that is claimed. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "0, 0"},
            expect = ACCEPTABLE,
            desc = "accepted and handed out, or refused")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "an accepted item is not handed out")
    @State
    public static class WeakenedRemaining {

        private final AtomicInteger claimed = new AtomicInteger();
        private volatile int slot;

        /** A publisher. */
        @Actor
        public void producer(II_Result result) {
            if (claimed.compareAndSet(0, 1)) {
                slot = 1;
                result.r1 = 1;
            }
        }

        /** Who cancels. */
        @Actor
        public void end(II_Result result) {
            if (!claimed.compareAndSet(0, Integer.MIN_VALUE)) {
                result.r2 = slot;
            }
        }
    }
}

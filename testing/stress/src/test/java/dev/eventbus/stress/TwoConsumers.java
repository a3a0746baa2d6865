package dev.eventbus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import dev.eventbus.runtime.queue.EnqueueResult;
import dev.eventbus.runtime.queue.TicketQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Proves point (1) of <em>TicketQueue</em> for DROP_OLDEST, whose publishers take too: each item is handed to exactly
 * one of drain and publishers, and the queue never holds more than its capacity.
 */
public final class TwoConsumers {

    private TwoConsumers() {}

    /** Offers as DROP_OLDEST does, and says what was displaced, digit after digit. */
    private static int offerInPlace(TicketQueue queue, int item) {
        int displaced = 0;
        while (queue.offer(item, null) == EnqueueResult.FULL) {
            Object oldest = queue.displace();
            if (oldest != null) {
                displaced = displaced * 10 + (int) oldest;
            }
        }
        return displaced;
    }

    private static int left(TicketQueue queue) {
        int left = 0;
        for (Object item = queue.take(); item != null; item = queue.take()) {
            left = left * 10 + (int) item;
        }
        return left;
    }

    /** A drain takes while a publisher displaces. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 2", "0, 1, 2", "2, 1, 0"},
            expect = ACCEPTABLE,
            desc = "each item once")
    @State
    public static class TakeAgainstDisplace {

        private final TicketQueue queue = new TicketQueue(1);

        /** A full queue. */
        public TakeAgainstDisplace() {
            queue.offer(1, null);
        }

        /** A drain. */
        @Actor
        public void consumer(III_Result result) {
            Object taken = queue.take();
            result.r1 = taken == null ? 0 : (int) taken;
        }

        /** A publisher. */
        @Actor
        public void producer(III_Result result) {
            result.r2 = offerInPlace(queue, 2);
        }

        /** Who comes after both. */
        @Arbiter
        public void after(III_Result result) {
            result.r3 = left(queue);
        }
    }

    /** Two publishers displace; one item is left, since that is the capacity. */
    @JCStressTest
    @Outcome(
            id = {"1, 2, 3", "3, 1, 2", "13, 0, 2", "0, 12, 3"},
            expect = ACCEPTABLE,
            desc = "each item once, and one left")
    @State
    public static class DisplaceAgainstDisplace {

        private final TicketQueue queue = new TicketQueue(1);

        /** A full queue. */
        public DisplaceAgainstDisplace() {
            queue.offer(1, null);
        }

        /** A publisher. */
        @Actor
        public void producer(III_Result result) {
            result.r1 = offerInPlace(queue, 2);
        }

        /** Another publisher. */
        @Actor
        public void otherProducer(III_Result result) {
            result.r2 = offerInPlace(queue, 3);
        }

        /** Who comes after both. */
        @Arbiter
        public void after(III_Result result) {
            result.r3 = left(queue);
        }
    }

    /** Weakened: tickets are taken by reading and writing instead of a compare-and-set. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "handed to one of the two")
    @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "handed to both")
    @State
    public static class Weakened {

        private volatile int taken;

        private int take() {
            int ticket = taken;
            if (ticket == 1) {
                return 0;
            }
            taken = ticket + 1;
            return 1;
        }

        /** A drain. */
        @Actor
        public void consumer(II_Result result) {
            result.r1 = take();
        }

        /** A publisher that displaces. */
        @Actor
        public void producer(II_Result result) {
            result.r2 = take();
        }
    }
}

package dev.eventbus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import dev.eventbus.runtime.queue.EnqueueResult;
import dev.eventbus.runtime.queue.KeyedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Proves <em>KeyedQueue</em> for CONFLATE: an event that meets an older one of its key either replaces it, and that
 * one is told of once, or comes after it has been taken. None is lost, none comes out twice.
 */
public final class ReplaceAgainstTake {

    private ReplaceAgainstTake() {}

    /** The real queue: offered, taken and released under its lock. */
    @JCStressTest
    @Outcome(
            id = {"1, 2, 0", "0, 1, 2"},
            expect = ACCEPTABLE,
            desc = "replaced, or taken before")
    @State
    public static class Locked {

        private volatile int replaced;
        private final KeyedQueue queue = new KeyedQueue(4, true, item -> replaced = replaced * 10 + (int) item);

        /** A queue with one item. */
        public Locked() {
            queue.offer(1, "key");
        }

        /** A publisher. */
        @Actor
        public void producer(III_Result result) {
            EnqueueResult offered = queue.offer(2, "key");
            // Told of in the producer's thread, before the offer returns; -1 if not as the outcome says.
            boolean told = replaced == (offered == EnqueueResult.REPLACED ? 1 : 0);
            result.r1 = told ? replaced : -1;
        }

        /** The drain. */
        @Actor
        public void consumer(III_Result result) {
            result.r2 = takeAndRelease();
        }

        /** Who comes after both. */
        @Arbiter
        public void after(III_Result result) {
            for (int left = takeAndRelease(); left != 0; left = takeAndRelease()) {
                result.r3 = result.r3 * 10 + left;
            }
        }

        private int takeAndRelease() {
            Object taken = queue.take();
            if (taken == null) {
                return 0;
            }
            int item = (int) KeyedQueue.itemOf(taken);
            queue.release(taken);
            return item;
        }
    }

    /** Weakened: no lock, so that both sides have the old item in hand at once. */
    @JCStressTest
    @Outcome(
            id = {"1, 2", "0, 1"},
            expect = ACCEPTABLE,
            desc = "replaced, or taken before")
    @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "taken, and told of as replaced")
    @State
    public static class Weakened {

        private volatile int place = 1;

        /** A publisher. */
        @Actor
        public void producer(II_Result result) {
            int old = place;
            place = 2;
            result.r1 = old;
        }

        /** The drain. */
        @Actor
        public void consumer(II_Result result) {
            int item = place;
            place = 0;
            result.r2 = item;
        }
    }
}

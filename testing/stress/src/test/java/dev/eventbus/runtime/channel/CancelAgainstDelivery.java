package dev.eventbus.runtime.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Proves <em>Take against cancel</em> for the whole channel: an event reaches the handler or is discarded, and {@code
 * cancel} has counted it as one of the two when it returns. The weakened variant is {@code WeakenedTake} of {@code
 * QueueClosing}.
 */
public final class CancelAgainstDelivery {

    private CancelAgainstDelivery() {}

    /** The real channel is cancelled while its drain delivers. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 0", "0, 1, 1"},
            expect = ACCEPTABLE,
            desc = "delivered, or discarded before cancel returned")
    @State
    public static class Channel {

        private final StressedChannel channel = new StressedChannel();

        /** Who cancels. */
        @Actor
        public void cancel(III_Result result) {
            channel.subscription().cancel();
            result.r2 = (int) channel.subscription().stats().discarded();
        }

        /** The drain. */
        @Actor
        public void drain() {
            channel.runSubmitted();
        }

        /** Who comes after both. */
        @Arbiter
        public void after(III_Result result) {
            result.r1 = channel.delivered();
            result.r3 = (int) channel.subscription().stats().discarded();
        }
    }
}

package dev.eventbus.runtime.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Proves <em>Bypass against take</em>: a publisher that bypasses a full channel registers with it, and then checks
 * whether it is still full; a drain takes, and then checks whether the channel is bypassed. One of the two sees the
 * other and reinstates the channel.
 */
public final class BypassAgainstTake {

    private BypassAgainstTake() {}

    /** The real channel, full with one event, and a route that bypasses it in the steps of {@code ChannelSet}. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "a channel with room is offered to")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "a channel with room is bypassed forever")
    @State
    public static class Channel implements ReinstateListener {

        private final StressedChannel channel = new StressedChannel(1);
        private boolean bypassed;

        /** A publisher. */
        @Actor
        public synchronized void bypass() {
            ChannelIntake intake = channel.subscription().intake();
            intake.startBypass().addOwner(this);
            bypassed = true;
            if (!intake.isFull()) {
                intake.reinstate();
            }
        }

        @Override
        public synchronized void reinstate(long subscriptionId) {
            bypassed = false;
        }

        /** The drain. */
        @Actor
        public void drain() {
            channel.runSubmitted();
        }

        /** Who comes after both. */
        @Arbiter
        public void after(I_Result result) {
            result.r1 = bypassed && !channel.subscription().intake().isFull() ? 0 : 1;
        }
    }

    /** Weakened: the drain checks only before it takes. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "a channel with room is offered to")
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "a channel with room is bypassed forever")
    @State
    public static class Weakened {

        private volatile boolean bypassed;
        private volatile boolean taken;

        /** A publisher. */
        @Actor
        public void bypass() {
            bypassed = true;
            if (taken) {
                bypassed = false;
            }
        }

        /** The drain. */
        @Actor
        public void drain() {
            if (bypassed) {
                bypassed = false;
            }
            taken = true;
        }

        /** Who comes after both. */
        @Arbiter
        public void after(I_Result result) {
            result.r1 = bypassed ? 0 : 1;
        }
    }
}

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
 * Proves <em>Leaving out against taking</em>: who leaves a full channel out tells it, and then looks whether it is
 * still full; a drain takes, and then looks whether it has been told. One of the two sees the other and brings the
 * channel back.
 */
public final class LeavingOut {

    private LeavingOut() {}

    /** The real channel, full with one event, and a route that leaves it out in the steps of {@code RouteLanes}. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "a channel with room is offered to")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "a channel with room is left out for good")
    @State
    public static class Channel implements ReinstateListener {

        private final StressedChannel channel = new StressedChannel(1);
        private boolean leftOut;

        /** A publisher. */
        @Actor
        public synchronized void leaveOut() {
            ChannelIntake intake = channel.subscription().intake();
            intake.leaveOut(this);
            leftOut = true;
            if (!intake.isFull()) {
                intake.bringBack();
            }
        }

        @Override
        public synchronized void bringBack(ChannelIntake intake) {
            leftOut = false;
        }

        /** The drain. */
        @Actor
        public void drain() {
            channel.runSubmitted();
        }

        /** Who comes after both. */
        @Arbiter
        public void after(I_Result result) {
            result.r1 = leftOut && !channel.subscription().intake().isFull() ? 0 : 1;
        }
    }

    /** Weakened: the drain looks only before it takes. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "a channel with room is offered to")
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "a channel with room is left out for good")
    @State
    public static class Weakened {

        private volatile boolean leftOut;
        private volatile boolean taken;

        /** A publisher. */
        @Actor
        public void leaveOut() {
            leftOut = true;
            if (taken) {
                leftOut = false;
            }
        }

        /** The drain. */
        @Actor
        public void drain() {
            if (leftOut) {
                leftOut = false;
            }
            taken = true;
        }

        /** Who comes after both. */
        @Arbiter
        public void after(I_Result result) {
            result.r1 = leftOut ? 0 : 1;
        }
    }
}

package dev.eventbus.runtime.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.eventbus.runtime.queue.RingQueue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Proves <em>Offer against pausing</em>: {@code resume} clears the flag and then reads the drains' status and the
 * queue; a drain goes idle, and a publisher claims, and then each reads the flag. One of the two sees the other.
 */
public final class Pausing {

    private Pausing() {}

    /** The real channel: it is resumed while its drain finds the flag and goes idle. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "the event reached the handler")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "the event is stranded")
    @State
    public static class ResumeAgainstGoingIdle {

        private final StressedChannel channel = new StressedChannel();

        /** A paused channel with an event whose drain is submitted. */
        public ResumeAgainstGoingIdle() {
            channel.subscription().pause();
        }

        /** Who resumes. */
        @Actor
        public void resume() {
            channel.subscription().resume();
        }

        /** The drain. */
        @Actor
        public void drain() {
            channel.runSubmitted();
        }

        /** Who comes after both. */
        @Arbiter
        public void after(I_Result result) {
            channel.runSubmitted();
            result.r1 = channel.delivered();
        }
    }

    /** The real channel: it is resumed while an event is offered. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "the event reached the handler")
    @Outcome(id = "1", expect = FORBIDDEN, desc = "the event is stranded")
    @State
    public static class OfferAgainstResume {

        private final StressedChannel channel = new StressedChannel();

        /** A paused channel that has delivered its first event. */
        public OfferAgainstResume() {
            channel.runSubmitted();
            channel.subscription().pause();
        }

        /** A publisher. */
        @Actor
        public void publisher() {
            channel.offer();
        }

        /** Who resumes. */
        @Actor
        public void resume() {
            channel.subscription().resume();
        }

        /** Who comes after both. */
        @Arbiter
        public void after(I_Result result) {
            channel.runSubmitted();
            result.r1 = channel.delivered();
        }
    }

    /** Weakened: the flag is cleared by a release, so that the look at the queue may come before it. */
    @JCStressTest
    @Outcome(
            id = {"0, 1", "1, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "one of the two schedules the drain")
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "the event is stranded")
    @State
    public static class Weakened {

        private static final VarHandle PAUSED;

        static {
            try {
                PAUSED = MethodHandles.lookup().findVarHandle(Weakened.class, "paused", boolean.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private final RingQueue queue = new RingQueue(1);
        private volatile boolean paused = true;

        /** A publisher. */
        @Actor
        public void publisher(II_Result result) {
            queue.offer("event", null);
            result.r1 = paused ? 0 : 1;
        }

        /** Who resumes. */
        @Actor
        public void resume(II_Result result) {
            PAUSED.setRelease(this, false);
            result.r2 = queue.isEmpty() ? 0 : 1;
        }
    }
}

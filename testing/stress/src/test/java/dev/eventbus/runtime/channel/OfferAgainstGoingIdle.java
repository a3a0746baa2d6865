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
 * Proves <em>Offer against going idle</em>: a publisher claims (a) and then reads the drain's status (b), while the
 * drain sets its status to IDLE (c) and then looks at the queue (d). One of the two sees the other, so that no event
 * is stranded.
 */
public final class OfferAgainstGoingIdle {

    private OfferAgainstGoingIdle() {}

    /** The real channel: one event is offered while the drain delivers another and goes idle. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "both events reached the handler")
    @Outcome(id = "1", expect = FORBIDDEN, desc = "an event is stranded")
    @State
    public static class Channel {

        private final StressedChannel channel = new StressedChannel();

        /** A publisher. */
        @Actor
        public void publisher() {
            channel.offer();
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

    /** The four lines of the protocol over the real queue. */
    abstract static class Protocol {

        static final int IDLE = 0;
        static final int SCHEDULED = 1;
        static final int RUNNING = 2;

        static final VarHandle STATUS;

        static {
            try {
                STATUS = MethodHandles.lookup().findVarHandle(Protocol.class, "status", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        final RingQueue queue = new RingQueue(1);
        volatile int status = RUNNING;

        /** Whether the publisher schedules the drain. */
        final int publish() {
            queue.offer("event", null);
            return status == IDLE && STATUS.compareAndSet(this, IDLE, SCHEDULED) ? 1 : 0;
        }

        /** Whether the drain, which is about to go idle, goes on. */
        final int goOn() {
            layIdle();
            return !queue.hasNothingToTake() && STATUS.compareAndSet(this, IDLE, RUNNING) ? 1 : 0;
        }

        abstract void layIdle();
    }

    /** The last moment of a drain, as it is. */
    @JCStressTest
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = ACCEPTABLE,
            desc = "one of the two goes on")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "the event is stranded")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "two threads hold the drain")
    @State
    public static class Exchange extends Protocol {

        @Override
        void layIdle() {
            STATUS.getAndSet(this, IDLE);
        }

        /** A publisher. */
        @Actor
        public void publisher(II_Result result) {
            result.r1 = publish();
        }

        /** The drain. */
        @Actor
        public void drain(II_Result result) {
            result.r2 = goOn();
        }
    }

    /** Weakened: the status is released, not exchanged, so that the look at the queue may come before it. */
    @JCStressTest
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = ACCEPTABLE,
            desc = "one of the two goes on")
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "the event is stranded")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "two threads hold the drain")
    @State
    public static class Weakened extends Protocol {

        @Override
        void layIdle() {
            STATUS.setRelease(this, IDLE);
        }

        /** A publisher. */
        @Actor
        public void publisher(II_Result result) {
            result.r1 = publish();
        }

        /** The drain. */
        @Actor
        public void drain(II_Result result) {
            result.r2 = goOn();
        }
    }
}

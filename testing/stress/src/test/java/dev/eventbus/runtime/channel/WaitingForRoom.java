package dev.eventbus.runtime.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.eventbus.runtime.execution.Parker;
import dev.eventbus.runtime.queue.EnqueueResult;
import dev.eventbus.runtime.queue.RingQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Proves <em>Waiting for room</em>: a publisher enters the waiting room and then tries once more; a drain takes and
 * then looks whether somebody waits. One sees the other, so that no publisher sleeps beside a free place.
 */
public final class WaitingForRoom {

    private WaitingForRoom() {}

    /** A full channel of one place and its waiting room, which a publisher enters. */
    abstract static class Room {

        final RingQueue queue = new RingQueue(1);
        final WaitQueue room = new WaitQueue();
        final Parker signal = new Parker(new StressedChannel.NoTime());

        Room() {
            queue.offer(1, null);
        }

        final int offer() {
            return queue.offer(2, null) == EnqueueResult.ACCEPTED ? 1 : 0;
        }

        final void makeRoom() {
            queue.take();
            if (!room.isEmpty()) {
                room.wakeFirst();
            }
        }

        /** 1 if the publisher was woken: who is woken has left the room. */
        final int woken() {
            return room.isEmpty() ? 1 : 0;
        }
    }

    /** The real order. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "finds room, or is woken")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "sleeps beside a free place")
    @State
    public static class EntersThenTries extends Room {

        /** A publisher. */
        @Actor
        public void publisher(II_Result result) {
            room.enter(signal);
            result.r1 = offer();
        }

        /** The drain. */
        @Actor
        public void drain() {
            makeRoom();
        }

        /** Who comes after both. */
        @Arbiter
        public void after(II_Result result) {
            result.r2 = woken();
        }
    }

    /** Weakened: the publisher tries before it enters, and not after. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "finds room, or is woken")
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "sleeps beside a free place")
    @State
    public static class Weakened extends Room {

        /** A publisher. */
        @Actor
        public void publisher(II_Result result) {
            result.r1 = offer();
            room.enter(signal);
        }

        /** The drain. */
        @Actor
        public void drain() {
            makeRoom();
        }

        /** Who comes after both. */
        @Arbiter
        public void after(II_Result result) {
            result.r2 = woken();
        }
    }
}

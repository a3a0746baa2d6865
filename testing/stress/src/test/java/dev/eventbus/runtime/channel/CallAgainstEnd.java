package dev.eventbus.runtime.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.eventbus.runtime.direct.DirectCounts;
import dev.eventbus.runtime.subscription.ThreadCells;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Proves <em>Direct calls</em>: a call adds to {@code begun} and then reads {@code ended}; who ends sets {@code
 * ended} and then reads {@code begun}. Either the call sees the end and withdraws, or the end sees the call.
 */
public final class CallAgainstEnd {

    private CallAgainstEnd() {}

    /** The real counts. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "0, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "withdrawn, or seen")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "a call that who ended does not know of")
    @State
    public static class Counts {

        private final DirectCounts counts = new DirectCounts();

        /** A publisher; its call does not return. */
        @Actor
        public void call(II_Result result) {
            ThreadCells.Cell cell = counts.own();
            counts.begin(cell);
            if (counts.isEnded()) {
                counts.withdraw(cell);
            } else {
                result.r1 = 1;
            }
        }

        /** Who ends. */
        @Actor
        public void end(II_Result result) {
            counts.end();
            long finished = counts.finished();
            result.r2 = counts.begun() > finished ? 1 : 0;
        }
    }

    /** Weakened: a call is counted by a release, which the read of {@code ended} may overtake. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "0, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "withdrawn, or seen")
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "a call that who ended does not know of")
    @State
    public static class Weakened {

        private static final VarHandle BEGUN;

        static {
            try {
                BEGUN = MethodHandles.lookup().findVarHandle(Weakened.class, "begun", long.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private volatile long begun;
        private volatile boolean ended;

        /** A publisher. */
        @Actor
        public void call(II_Result result) {
            BEGUN.setRelease(this, begun + 1);
            result.r1 = ended ? 0 : 1;
        }

        /** Who ends. */
        @Actor
        public void end(II_Result result) {
            ended = true;
            result.r2 = (int) begun;
        }
    }
}

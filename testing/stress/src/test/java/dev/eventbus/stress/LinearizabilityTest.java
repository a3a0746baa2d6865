package dev.eventbus.stress;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Compares the queues, and the bus, with sequential ones: Lincheck makes random programs of some threads, runs each
 * in many interleavings, and looks for an order of the operations that explains the answers.
 *
 * <p>Queues are model-checked: Lincheck itself switches between the threads, at every access to memory, in sequentially
 * consistent memory; what weaker memory does is jcstress's part. A bus is only stressed, since it is too large for
 * that.
 */
@DisabledIfSystemProperty(
        named = "stress",
        matches = "memory",
        disabledReason =
                "interleavings are those of the bytecode, which is the same on every JDK: one of them is enough")
@Timeout(value = 25, unit = TimeUnit.HOURS)
class LinearizabilityTest {

    private static void check(Class<?> subject, Class<?> specification) {
        check(subject, specification, 3, Proofs.QUICK ? 2 : 6);
    }

    /** The short form of a check has so many random programs; the long one has 50. */
    private static void check(Class<?> subject, Class<?> specification, int threads, int programs) {
        new ModelCheckingOptions()
                .minimizeFailedScenario(Proofs.LONG)
                .threads(threads)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(2)
                .iterations(Proofs.LONG ? 50 : programs)
                .invocationsPerIteration(Proofs.LONG ? 2_000 : 300)
                .sequentialSpecification(specification)
                .check(subject);
    }

    @Test
    void ringOfOne() {
        check(RingProof.OfOne.class, RingProof.SpecificationOfOne.class);
    }

    @Test
    void ringOfTwo() {
        check(RingProof.OfTwo.class, RingProof.SpecificationOfTwo.class);
    }

    @Test
    void ringOfThreeWhichGrows() {
        check(RingProof.OfThree.class, RingProof.SpecificationOfThree.class);
    }

    @Test
    void ringThatIsClosed() {
        check(RingProof.Closed.class, RingProof.SpecificationOfClosed.class);
    }

    @Test
    void weakenedRingIsFoundOut() {
        assertThatThrownBy(() -> check(RingProof.Weakened.class, RingProof.SpecificationOfTwo.class, 2, 20))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("Invalid execution results");
    }

    @Test
    void tickets() {
        check(TicketProof.class, TicketProof.Specification.class);
    }

    @Test
    void keysInOrder() {
        check(KeyedProof.InOrder.class, KeyedProof.SpecificationInOrder.class, 2, 3);
    }

    @Test
    void latestOfEachKey() {
        check(KeyedProof.Latest.class, KeyedProof.SpecificationOfLatest.class, 2, 3);
    }

    private static void stress(Class<?> subject) {
        new StressOptions()
                .threads(2)
                .actorsPerThread(4)
                .actorsBefore(1)
                .actorsAfter(1)
                .iterations(Proofs.LONG ? 50 : 5)
                .invocationsPerIteration(Proofs.LONG ? 2_000 : 500)
                .sequentialSpecification(BusProof.Specification.class)
                .check(subject);
    }

    @Test
    void busWithDirectSubscription() {
        stress(BusProof.Direct.class);
    }

    @Test
    void busWithChannel() {
        stress(BusProof.Channel.class);
    }
}

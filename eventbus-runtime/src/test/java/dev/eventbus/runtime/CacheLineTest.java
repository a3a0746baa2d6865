package dev.eventbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.runtime.queue.RingQueue;
import dev.eventbus.runtime.subscription.ThreadCells;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.info.FieldLayout;

/**
 * What one thread writes with each event is on no cache line with what others look at, wherever an object lies in
 * memory and whatever lies beside it: a garbage collector may change both. No benchmark tells that reliably.
 */
class CacheLineTest {

    private static final int LINE_BYTES = 64;

    @Test
    void producersAndConsumerOfARingAreApart() {
        ClassLayout ring = ClassLayout.parseClass(RingQueue.class);
        assertNoneBeside(ring, "claimed", Set.of("limit", "slots", "fence"));
        assertNoneBeside(ring, "taken", Set.of("highestDepth", "consumerSlots"));
    }

    /** Only the drain looks at it, so that only what is beside it matters. */
    @ParameterizedTest
    @ValueSource(strings = {"delivered", "failed", "remaining", "eventsInHand", "taking"})
    void whatADrainCountsIsApartFromWhatIsBesideIt(String field) throws ClassNotFoundException {
        ClassLayout delivery =
                ClassLayout.parseClass(Class.forName("dev.eventbus.runtime.channel.ChannelDelivery$Padded"));
        assertNoObjectBeside(delivery, only(delivery, field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "second"})
    void cellsOfThreadsAreApart(String number) {
        assertNoneBeside(ClassLayout.parseClass(ThreadCells.Cell.class), number, Set.of("first", "second"));
    }

    /**
     * Nothing that is looked at is within a line's length of a field, but for padding and what belongs to the same
     * side.
     */
    private static void assertNoneBeside(ClassLayout layout, String field, Set<String> sameSide) {
        FieldLayout written = only(layout, field);
        assertNoObjectBeside(layout, written);
        assertThat(lineBegin(written)).as("the head of the object").isGreaterThanOrEqualTo(layout.headerSize());
        assertThat(layout.fields())
                .filteredOn(other -> other.offset() + other.size() > lineBegin(written))
                .filteredOn(other -> other.offset() < lineEnd(written))
                .extracting(FieldLayout::name)
                .filteredOn(name -> !name.matches("p\\d\\d") && !name.equals(field))
                .isSubsetOf(sameSide);
    }

    private static void assertNoObjectBeside(ClassLayout layout, FieldLayout written) {
        assertThat(lineBegin(written)).as("the object before").isNotNegative();
        assertThat(lineEnd(written)).as("the object behind").isLessThanOrEqualTo(layout.instanceSize());
    }

    /** Where the line of a field begins at the earliest, since objects begin at any multiple of 8. */
    private static long lineBegin(FieldLayout field) {
        return field.offset() / Long.BYTES * Long.BYTES + Long.BYTES - LINE_BYTES;
    }

    /** Where the line of a field ends at the latest. */
    private static long lineEnd(FieldLayout field) {
        return field.offset() / Long.BYTES * Long.BYTES + LINE_BYTES;
    }

    private static FieldLayout only(ClassLayout layout, String field) {
        List<FieldLayout> fields = layout.fields().stream()
                .filter(each -> each.name().equals(field))
                .toList();
        assertThat(fields).as(field).hasSize(1);
        return fields.get(0);
    }
}

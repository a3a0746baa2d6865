package dev.eventbus.runtime.promise;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.EventContext;
import dev.eventbus.Overflow;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code EventContext.missed()}: with one publisher it is the gap in front of each event, exactly, whatever made the
 * gap.
 */
class MissedTest {

    private static final int EVENTS = 25_000;

    /** What is dropped before it comes to the channel. */
    private enum Refusals {
        NONE,
        BY_FILTER
    }

    private record Delivered(int event, long missed) {}

    static Stream<Arguments> policies() {
        List<Arguments> all = new ArrayList<>();
        for (Overflow overflow : Overflow.values()) {
            for (int capacity : new int[] {1, 2, 7, 64}) {
                for (Refusals refusals : Refusals.values()) {
                    all.add(Arguments.of(overflow, capacity, refusals));
                }
            }
        }
        return all.stream();
    }

    private final Queue<Delivered> delivered = new ConcurrentLinkedQueue<>();

    private static SubscriptionBuilder<Integer> subscription(
            EventBus bus, Overflow overflow, int capacity, Refusals refusals) {
        SubscriptionBuilder<Integer> builder = bus.subscription(Integer.class).overflow(overflow);
        if (overflow != Overflow.CONFLATE) {
            builder.capacity(capacity);
        }
        if (overflow == Overflow.BLOCK) {
            builder.blockFor(Duration.ofMillis(1));
        }
        if (refusals == Refusals.BY_FILTER) {
            builder.filter(event -> {
                if (isRefused(event)) {
                    throw new IllegalStateException("expected");
                }
                return true;
            });
        }
        return builder;
    }

    private static boolean isRefused(int event) {
        return event % 3 == 1 || event % 1_000 > 900;
    }

    private void handle(int event, EventContext context) {
        delivered.add(new Delivered(event, context.missed()));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void isTheGapInFrontOfEachEvent(Overflow overflow, int capacity, Refusals refusals) throws Exception {
        try (EventBus bus = EventBus.builder().build()) {
            Subscription subscription =
                    subscription(bus, overflow, capacity, refusals).handle(this::handle);
            for (int i = 0; i < EVENTS; i++) {
                bus.publish(i);
            }
            awaitIdle(bus);
            assertGaps(overflow, refusals);
            if (overflow == Overflow.DROP_OLDEST) {
                assertThat(subscription.stats().count(DropReason.OVERFLOW)).isPositive();
            }
            assertThat(subscription.stats().delivered()).isEqualTo(delivered.size());
        }
    }

    /** What conflation replaces is no loss: there only refused events are missed. */
    private void assertGaps(Overflow overflow, Refusals refusals) {
        int previous = -1;
        for (Delivered each : delivered) {
            long gap = 0;
            for (int lost = previous + 1; lost < each.event(); lost++) {
                boolean counts = overflow != Overflow.CONFLATE || (refusals == Refusals.BY_FILTER && isRefused(lost));
                gap += counts ? 1 : 0;
            }
            assertThat(each.missed()).as("%s after %d", each, previous).isEqualTo(gap);
            previous = each.event();
        }
    }
}

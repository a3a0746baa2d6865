package dev.eventbus.runtime.promise;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Gate;
import dev.eventbus.testing.Publishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 6: what is accepted and not yet handed over never exceeds the capacity, exactly. */
class BoundedTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 10, 16, 17, 31, 32, 33, 100, 1_000, 1_024, 5_000})
    void aChannelTakesExactlyItsCapacity(int capacity) throws Exception {
        for (Overflow overflow : List.of(Overflow.DROP_NEWEST, Overflow.DROP_OLDEST)) {
            Gate gate = new Gate();
            List<Integer> handled = new ArrayList<>();
            EventBus bus = EventBus.builder().build();
            Subscription subscription = bus.subscription(Integer.class)
                    .capacity(capacity)
                    .overflow(overflow)
                    .handle(event -> {
                        gate.pass();
                        handled.add(event);
                    });
            bus.publish(-1);
            gate.awaitArrival();
            for (int i = 0; i < 2 * capacity + 3; i++) {
                bus.publish(i);
            }
            assertThat(subscription.stats().queued()).isEqualTo(capacity);
            assertThat(subscription.stats().peakDepth()).isEqualTo(capacity);
            gate.open();
            awaitIdle(bus);
            assertThat(handled).hasSize(capacity + 1);
            assertThat(handled.get(1)).isEqualTo(overflow == Overflow.DROP_NEWEST ? 0 : capacity + 3);
            bus.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_NEWEST", "DROP_OLDEST"})
    void itIsNeverExceededWhilePublishersCompete(Overflow overflow) throws Exception {
        int capacity = 3;
        EventBus bus = EventBus.builder().build();
        Subscription subscription = bus.subscription(Integer.class)
                .capacity(capacity)
                .overflow(overflow)
                .handle(event -> Thread.onSpinWait());
        AtomicLong highest = new AtomicLong();
        Publishers.run(3, publisher -> {
            for (int i = 0; i < 30_000; i++) {
                bus.publish(i);
                highest.accumulateAndGet(subscription.stats().queued(), Math::max);
            }
        });
        awaitIdle(bus);
        assertThat(highest).hasValueBetween(0, capacity);
        assertThat(subscription.stats().peakDepth()).isBetween(1L, (long) capacity);
        bus.close();
    }

    @Test
    void theLargestCapacityCostsNothingUntilItIsUsed() {
        try (EventBus bus = EventBus.builder().build()) {
            for (int i = 0; i < 1_000; i++) {
                bus.subscription(Integer.class)
                        .topic("t." + i)
                        .capacity(1 << 30)
                        .handle(event -> {});
            }
            assertThat(bus.publishTo("t.7", 1).accepted()).isEqualTo(1);
        }
    }

    @Test
    void capacitiesOutsideTheRangeAreRefused() {
        try (EventBus bus = EventBus.builder().build()) {
            for (int capacity : new int[] {0, -1, (1 << 30) + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> bus.subscription(Integer.class).capacity(capacity))
                        .withMessageContaining("capacity");
            }
        }
    }
}

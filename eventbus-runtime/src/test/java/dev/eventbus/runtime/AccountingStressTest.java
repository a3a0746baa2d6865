package dev.eventbus.runtime;

import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BusClosedException;
import dev.eventbus.CloseReport;
import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.Handler;
import dev.eventbus.Overflow;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.testing.Publishers;
import dev.eventbus.testing.Repetitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two publishers and eight subscriptions of every temper, one of them cancelled half-way: whatever the threads do,
 * every event is accounted for, for every subscription. In the long form, a hundred rounds with two
 * million events in all.
 */
class AccountingStressTest {

    private static final int PUBLISHERS = 2;
    private static final int EVENTS = 10_000;

    private final AtomicBoolean over = new AtomicBoolean();
    private final Gate gate = new Gate();

    private static IntStream rounds() {
        return IntStream.rangeClosed(1, Repetitions.of(100));
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void everyEventIsAccountedFor(int round) throws Exception {
        EventBus bus = EventBus.builder().build();
        Ledger ledger = new Ledger();
        AtomicLong fastCalls = new AtomicLong();
        List<Subscription> all = new ArrayList<>();
        all.add(subscribe(bus, "fast", 1_024, Overflow.DROP_NEWEST, event -> fastCalls.incrementAndGet()));
        all.add(subscribe(bus, "fast, keeps the newest", 7, Overflow.DROP_OLDEST, event -> {}));
        all.add(subscribe(bus, "slow", 64, Overflow.DROP_NEWEST, event -> LockSupport.parkNanos(1_000)));
        all.add(subscribe(
                bus, "slow, keeps the newest", 64, Overflow.DROP_OLDEST, event -> LockSupport.parkNanos(1_000)));
        all.add(subscribe(bus, "blocks for ever", 3, Overflow.DROP_NEWEST, event -> gate.passStubbornly()));
        all.add(subscribe(bus, "spins", 1, Overflow.DROP_OLDEST, event -> {
            while (!over.get()) {
                Thread.onSpinWait();
            }
        }));
        all.add(subscribe(bus, "throws", 100, Overflow.DROP_NEWEST, event -> {
            throw new Exception("expected");
        }));
        Subscription cancelled = subscribe(bus, "cancelled half-way", 1_024, Overflow.DROP_NEWEST, event -> {});
        all.add(cancelled);

        Publishers.run(PUBLISHERS, publisher -> {
            for (int i = 0; i < EVENTS; i++) {
                ledger.note(bus.publish(i));
                if (i == EVENTS / 2) {
                    cancelled.cancel();
                }
            }
        });
        // With the stuck ones still stuck: what is queued and in progress counts too.
        awaitQuiet(all.get(0));
        Ledger.assertSum(all.get(0).stats());
        over.set(true);
        gate.open();
        assertThat(bus.close(Duration.ofSeconds(60)).isComplete()).isTrue();

        List<SubscriptionStats> stats = all.stream().map(Subscription::stats).toList();
        ledger.assertBalanced(stats);
        for (SubscriptionStats each : stats) {
            assertThat(each.queued() + each.inProgress()).as("quiet: %s", each).isZero();
            if (!each.name().equals(cancelled.name())) {
                assertThat(each.matched()).as("matched: %s", each).isEqualTo((long) PUBLISHERS * EVENTS);
                assertThat(each.discarded()).as("discarded: %s", each).isZero();
            }
        }
        assertThat(fastCalls.get()).isEqualTo(stats.get(0).delivered());
    }

    /** Publishers, handlers that publish on, a canceller and the closer race; the time to drain is too short or not. */
    @ParameterizedTest
    @MethodSource("rounds")
    void everyEventIsAccountedForWheneverTheBusCloses(int round) throws Exception {
        EventBus bus = EventBus.builder().build();
        Ledger ledger = new Ledger();
        List<Subscription> all = new ArrayList<>();
        all.add(subscribe(bus, "fast", 8, Overflow.DROP_NEWEST, event -> {}));
        all.add(subscribe(bus, "fast, keeps the newest", 3, Overflow.DROP_OLDEST, event -> {}));
        all.add(subscribe(bus, "slow", 64, Overflow.DROP_NEWEST, event -> LockSupport.parkNanos(1_000)));
        all.add(subscribe(bus, "throws", 16, Overflow.DROP_OLDEST, event -> {
            throw new Exception("expected");
        }));
        all.add(bus.subscription(String.class)
                .name("what handlers publish")
                .capacity(32)
                .handle((event, context) -> {}));
        all.add(bus.subscription(Integer.class)
                .name("publishes on")
                .capacity(32)
                .handle(event -> ledger.note(bus.publish("on"))));
        all.add(bus.subscription(Integer.class)
                .name("direct")
                .mode(DeliveryMode.DIRECT)
                .handle(event -> ledger.note(bus.publish("directly"))));
        Subscription cancelled = subscribe(bus, "cancelled", 8, Overflow.DROP_NEWEST, event -> {});
        all.add(cancelled);

        AtomicLong published = new AtomicLong();
        Publishers threads = Publishers.start(PUBLISHERS, number -> {
            try {
                for (int i = 0; ; i++) {
                    ledger.note(bus.publish(i));
                    published.incrementAndGet();
                }
            } catch (BusClosedException closed) {
                // the end of every publisher
            }
        });
        until(() -> published.get() >= 100L * (round % 20));
        Publishers canceller = Publishers.start(cancelled::cancel);
        CloseReport report = bus.close(round % 2 == 0 ? Duration.ZERO : Duration.ofSeconds(30));
        canceller.join();
        threads.join();
        List<SubscriptionStats> stats = all.stream().map(Subscription::stats).toList();
        stats.forEach(each -> assertThat(each.queued() + each.inProgress())
                .as("quiet: %s", each)
                .isZero());
        ledger.assertBalanced(stats);
        if (round % 2 == 1) {
            assertThat(report.isComplete())
                    .as("time enough to drain: %s", report)
                    .isTrue();
        }
    }

    private static void awaitQuiet(Subscription subscription) {
        SubscriptionStats stats = subscription.stats();
        while (stats.queued() + stats.inProgress() > 0) {
            Thread.onSpinWait();
            stats = subscription.stats();
        }
    }

    private static Subscription subscribe(
            EventBus bus, String name, int capacity, Overflow overflow, Handler<Integer> handler) {
        return bus.subscription(Integer.class)
                .name(name)
                .capacity(capacity)
                .overflow(overflow)
                .handle(handler);
    }
}

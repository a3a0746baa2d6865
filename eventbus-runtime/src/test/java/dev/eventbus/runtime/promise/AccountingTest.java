package dev.eventbus.runtime.promise;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BusListener;
import dev.eventbus.DeliveryMode;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Promise 2: every event that matched is somewhere, and every loss has a reason, a counter and a listener call. */
class AccountingTest {

    private final Queue<Map.Entry<DropReason, Long>> drops = new ConcurrentLinkedQueue<>();
    private final Queue<Long> failures = new ConcurrentLinkedQueue<>();
    private final EventBus bus = EventBus.builder()
            .listener(new BusListener() {
                @Override
                public void onDropped(Subscription subscription, DropReason reason, long count) {
                    drops.add(Map.entry(reason, count));
                }

                @Override
                public void onFailed(Subscription subscription, Throwable cause, long count) {
                    failures.add(count);
                }
            })
            .build();
    private final Ledger ledger = new Ledger();
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        bus.close();
    }

    @Test
    void aFullChannelDropsTheNewest() throws Exception {
        List<Integer> handled = new ArrayList<>();
        Subscription subscription = bus.subscription(Integer.class).capacity(3).handle(event -> {
            gate.pass();
            handled.add(event);
        });
        ledger.note(bus.publish(0));
        gate.awaitArrival();
        for (int i = 1; i <= 10; i++) {
            ledger.note(bus.publish(i));
        }
        SubscriptionStats full = subscription.stats();
        assertThat(full.queued()).isEqualTo(3);
        assertThat(full.inProgress()).isEqualTo(1);
        assertThat(full.count(DropReason.OVERFLOW)).isEqualTo(7);
        assertThat(full.peakDepth()).isEqualTo(3);
        ledger.assertBalanced(List.of(full));
        gate.open();
        awaitIdle(bus);
        assertThat(handled).containsExactly(0, 1, 2, 3);
        SubscriptionStats quiet = subscription.stats();
        assertThat(quiet.delivered()).isEqualTo(4);
        assertThat(quiet.dropped()).isEqualTo(7);
        ledger.assertBalanced(List.of(quiet));
    }

    @Test
    void aFullChannelDropsTheOldestAndTellsThePublisherAccepted() throws Exception {
        List<Integer> handled = new ArrayList<>();
        Subscription subscription = bus.subscription(Integer.class)
                .capacity(3)
                .overflow(Overflow.DROP_OLDEST)
                .handle(event -> {
                    gate.pass();
                    handled.add(event);
                });
        ledger.note(bus.publish(0));
        gate.awaitArrival();
        for (int i = 1; i <= 10; i++) {
            assertThat(ledger.note(bus.publish(i)).dropped()).isZero();
        }
        gate.open();
        awaitIdle(bus);
        assertThat(handled).containsExactly(0, 8, 9, 10);
        SubscriptionStats stats = subscription.stats();
        assertThat(stats.accepted()).isEqualTo(11);
        assertThat(stats.count(DropReason.OVERFLOW)).isEqualTo(7);
        ledger.assertBalanced(List.of(stats));
    }

    @Test
    void aFalseFilterIsNoMatchAndAThrowingOneADrop() throws Exception {
        Subscription subscription = bus.subscription(Integer.class)
                .filter(event -> {
                    if (event < 0) {
                        throw new IllegalArgumentException("expected");
                    }
                    return event % 2 == 0;
                })
                .handle(event -> {});
        for (int event : new int[] {1, 2, 3, 4, -1}) {
            ledger.note(bus.publish(event));
        }
        awaitIdle(bus);
        SubscriptionStats stats = subscription.stats();
        assertThat(stats.matched()).isEqualTo(3);
        assertThat(stats.count(DropReason.FILTER_FAILED)).isEqualTo(1);
        assertThat(bus.stats().unhandled()).isEqualTo(2);
        ledger.assertBalanced(List.of(stats));
    }

    @Test
    void failuresAreCountedForChannelAndDirectHandlers() throws Exception {
        Subscription channel = bus.subscribe(Integer.class, event -> {
            if (event % 2 == 0) {
                throw new Exception("expected");
            }
        });
        Subscription direct = bus.subscription(Integer.class)
                .mode(DeliveryMode.DIRECT)
                .handle(event -> {
                    if (event % 5 == 0) {
                        throw new StackOverflowError("expected");
                    }
                });
        for (int i = 0; i < 10; i++) {
            ledger.note(bus.publish(i));
        }
        awaitIdle(bus);
        assertThat(channel.stats().failed()).isEqualTo(5);
        assertThat(channel.stats().delivered()).isEqualTo(5);
        assertThat(direct.stats().failed()).isEqualTo(2);
        assertThat(direct.stats().delivered()).isEqualTo(8);
        ledger.assertBalanced(bus.stats().subscriptions());
        bus.close();
        assertThat(failures.stream().mapToLong(Long::longValue).sum()).isEqualTo(7);
    }

    @Test
    void whatWaitsAtCancelAndAtCloseIsDiscarded() throws Exception {
        Subscription cancelled =
                bus.subscription(Integer.class).name("cancelled").handle(event -> gate.pass());
        Subscription closed = bus.subscription(Integer.class).name("closed").handle(event -> gate.passStubbornly());
        for (int i = 0; i < 5; i++) {
            ledger.note(bus.publish(i));
        }
        gate.awaitArrival();
        gate.awaitArrival();
        cancelled.cancel();
        assertThat(cancelled.stats().count(DropReason.CANCELLED)).isEqualTo(4);
        assertThat(cancelled.stats().inProgress()).isEqualTo(1);
        bus.close(Duration.ZERO);
        assertThat(closed.stats().count(DropReason.CLOSED)).isEqualTo(4);
        ledger.assertBalanced(List.of(cancelled.stats(), closed.stats()));

        Map<DropReason, Long> told = new EnumMap<>(DropReason.class);
        drops.forEach(drop -> told.merge(drop.getKey(), drop.getValue(), Long::sum));
        assertThat(told).containsOnly(Map.entry(DropReason.CANCELLED, 4L), Map.entry(DropReason.CLOSED, 4L));
    }

    @Test
    void theListenerIsToldOfEveryLoss() throws Exception {
        bus.subscription(Integer.class).capacity(1).handle(event -> gate.pass());
        bus.publish(0);
        gate.awaitArrival();
        for (int i = 0; i < 1_000; i++) {
            bus.publish(i);
        }
        gate.open();
        bus.close();
        assertThat(drops).allMatch(drop -> drop.getKey() == DropReason.OVERFLOW);
        assertThat(drops.stream().mapToLong(Map.Entry::getValue).sum()).isEqualTo(999);
    }

    @Test
    void theHighestDepthIsTheMostThatWaitedAtOnce() throws Exception {
        Subscription subscription = bus.subscription(Integer.class).handle(event -> gate.pass());
        bus.publish(0);
        gate.awaitArrival();
        for (int i = 0; i < 100; i++) {
            bus.publish(i);
        }
        gate.open();
        awaitIdle(bus);
        assertThat(subscription.stats().peakDepth()).isEqualTo(100);
        assertThat(subscription.stats().queued()).isZero();
    }
}

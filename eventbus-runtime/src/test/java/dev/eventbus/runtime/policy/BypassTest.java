package dev.eventbus.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BusListener;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.PublishReport;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import dev.eventbus.testing.Publishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Channels that stay full are not offered events one by one any more. Nobody can tell, but by the time it takes:
 * every drop is counted and told as before, and the first event after one was taken finds its room.
 */
class BypassTest {

    /** Enough drops for full channels to be left out. */
    private static final int MANY = 5_000;

    private final Ledger ledger = new Ledger();

    @Test
    void stuckChannelsCountExactlyAndTheirNeighboursMissNothing() throws Exception {
        Gate gate = new Gate();
        EventBus bus = EventBus.builder().build();
        List<Subscription> stuck = new ArrayList<>();
        for (int capacity = 1; capacity <= 50; capacity++) {
            stuck.add(bus.subscription(Integer.class).capacity(capacity).handle(event -> gate.passStubbornly()));
        }
        AtomicInteger handled = new AtomicInteger();
        bus.subscription(Integer.class)
                .overflow(Overflow.BLOCK)
                .blockWithoutLimit()
                .handle(event -> handled.incrementAndGet());
        for (int i = 0; i < MANY; i++) {
            assertThat(ledger.note(bus.publish(i)).matched()).isEqualTo(51);
        }
        for (Subscription subscription : stuck) {
            SubscriptionStats stats = subscription.stats();
            assertThat(stats.dropped()).isBetween(MANY - stats.capacity() - 1L, MANY - (long) stats.capacity());
            assertThat(stats.count(DropReason.OVERFLOW)).isEqualTo(stats.dropped());
        }
        gate.open();
        bus.close();
        assertThat(handled).hasValue(MANY);
        ledger.assertBalanced(bus.stats().subscriptions());
    }

    @Test
    void theFirstEventAfterOneWasTakenIsAccepted() throws Exception {
        Semaphore permits = new Semaphore(0);
        Semaphore begun = new Semaphore(0);
        EventBus bus = EventBus.builder().build();
        bus.subscription(Integer.class).capacity(1).handle(event -> {
            begun.release();
            permits.acquire();
        });
        bus.publish(0);
        for (int round = 0; round < 300; round++) {
            // Its handler has this round's first event in hand, and one more waits.
            assertThat(begun.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            assertThat(ledger.note(bus.publish(round)).accepted())
                    .as("round %s", round)
                    .isEqualTo(1);
            for (int i = 0; i < 1_100; i++) {
                assertThat(ledger.note(bus.publish(i)).dropped()).isEqualTo(1);
            }
            permits.release();
        }
        permits.release(1_000);
        bus.close();
    }

    @Test
    void everyDropIsToldToTheListener() throws Exception {
        Map<Long, AtomicLong> told = new ConcurrentHashMap<>();
        EventBus bus = EventBus.builder()
                .listener(new BusListener() {
                    @Override
                    public void onDropped(Subscription subscription, DropReason reason, long count) {
                        told.computeIfAbsent(subscription.id(), id -> new AtomicLong())
                                .addAndGet(count);
                    }
                })
                .build();
        Gate gate = new Gate();
        for (int i = 0; i < 10; i++) {
            bus.subscription(Integer.class).capacity(1).handle(event -> gate.passStubbornly());
        }
        for (int i = 0; i < MANY; i++) {
            bus.publish(i);
        }
        gate.open();
        bus.close();
        for (SubscriptionStats stats : bus.stats().subscriptions()) {
            assertThat(told.get(stats.id())).as("told of %s", stats).hasValue(stats.dropped());
        }
    }

    @Test
    void aTrackedEventIsToldOfEachThatDroppedIt() throws Exception {
        Gate gate = new Gate();
        EventBus bus = EventBus.builder().build();
        Subscription stuck = bus.subscription(Integer.class).capacity(1).handle(event -> gate.passStubbornly());
        bus.publish(0);
        gate.awaitArrival();
        // The first of these waits behind the one that the handler has, and none can be taken any more.
        for (int i = 0; i < MANY; i++) {
            bus.publish(i);
        }
        PublishReport report = bus.publishAndTrack(-1).toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(report.deliveries()).hasSize(1);
        assertThat(report.deliveries().get(0).reason()).isEqualTo(DropReason.OVERFLOW);
        long dropped = stuck.stats().dropped();
        assertThat(bus.publish(1).dropped()).isEqualTo(1);
        assertThat(stuck.stats().dropped()).isEqualTo(dropped + 1);
        gate.open();
        bus.close();
    }

    @Test
    void countsStayExactWhileSubscriptionsComeAndGo() throws Exception {
        EventBus bus = EventBus.builder().build();
        List<Subscription> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int capacity = 1 + i % 3;
            all.add(bus.subscription(Integer.class).capacity(capacity).handle(event -> {
                // Long enough for some thousand drops, now and then.
                if (event % 16 == 0) {
                    Thread.sleep(1);
                }
            }));
        }
        Publishers publishers = Publishers.start(2, publisher -> {
            for (int i = 0; i < 1_500_000; i++) {
                ledger.note(bus.publish(i));
            }
        });
        while (publishers.areRunning()) {
            // Each makes new routes, so that lanes are given up while events are on their way through them.
            Subscription guest = bus.subscription(Integer.class).capacity(1).handle(event -> {});
            all.add(guest);
            Thread.onSpinWait();
            guest.cancel();
        }
        publishers.join();
        bus.close();
        ledger.assertBalanced(all.stream().map(Subscription::stats).toList());
    }
}

package dev.eventbus.runtime.policy;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.PublishResult;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Overflow.CONFLATE: the latest event of each key, in the place of the first; at most as many keys as the capacity. */
class ConflateTest {

    private record Price(String symbol, int value) {}

    private final EventBus bus = EventBus.builder().build();
    private final Gate gate = new Gate();
    private final Ledger ledger = new Ledger();
    private final List<Price> handled = new ArrayList<>();

    @AfterEach
    void close() {
        gate.open();
        bus.close();
    }

    private Subscription subscribeBehindGate(int capacity) throws InterruptedException {
        Subscription subscription = bus.subscription(Price.class)
                .overflow(Overflow.CONFLATE)
                .key(Price::symbol)
                .capacity(capacity)
                .handle(price -> {
                    gate.pass();
                    handled.add(price);
                });
        ledger.note(bus.publish(new Price("first", 0)));
        gate.awaitArrival();
        return subscription;
    }

    @Test
    void aNewerEventTakesThePlaceOfTheOneWithItsKey() throws Exception {
        Subscription subscription = subscribeBehindGate(2);
        for (int value = 1; value <= 3; value++) {
            ledger.note(bus.publish(new Price("a", value)));
            ledger.note(bus.publish(new Price("b", value)));
        }
        PublishResult third = ledger.note(bus.publish(new Price("c", 1)));
        assertThat(third).isEqualTo(PublishResult.of(0, 1));
        assertThat(subscription.stats().queued()).isEqualTo(2);
        assertThat(subscription.stats().conflated()).isEqualTo(4);

        gate.open();
        awaitIdle(bus);

        assertThat(handled).containsExactly(new Price("first", 0), new Price("a", 3), new Price("b", 3));
        SubscriptionStats stats = subscription.stats();
        assertThat(stats.delivered()).isEqualTo(3);
        assertThat(stats.conflated()).isEqualTo(4);
        assertThat(stats.count(DropReason.OVERFLOW)).isEqualTo(1);
        ledger.assertBalanced(List.of(stats));
    }

    @Test
    void theKeyOfARunningHandlerTakesAPlaceOfItsOwn() throws Exception {
        Subscription subscription = subscribeBehindGate(1);
        ledger.note(bus.publish(new Price("first", 1)));
        ledger.note(bus.publish(new Price("first", 2)));
        assertThat(subscription.stats().queued()).isEqualTo(1);

        gate.open();
        awaitIdle(bus);

        assertThat(handled).containsExactly(new Price("first", 0), new Price("first", 2));
        ledger.assertBalanced(List.of(subscription.stats()));
    }

    @Test
    void withoutAKeyTheLatestOfAllIsKept() throws Exception {
        Subscription subscription = bus.subscription(Integer.class)
                .overflow(Overflow.CONFLATE)
                .handle(event -> {
                    gate.pass();
                    handled.add(new Price("", event));
                });
        ledger.note(bus.publish(0));
        gate.awaitArrival();
        for (int value = 1; value <= 100; value++) {
            ledger.note(bus.publish(value));
        }
        gate.open();
        awaitIdle(bus);

        assertThat(handled).extracting(Price::value).containsExactly(0, 100);
        assertThat(subscription.stats().conflated()).isEqualTo(99);
        ledger.assertBalanced(List.of(subscription.stats()));
    }

    @Test
    void nullIsAKeyAndABrokenKeyIsADropWithItsReason() throws Exception {
        record Broken(String name) {
            @Override
            public int hashCode() {
                throw new IllegalStateException("no hash");
            }
        }
        Subscription subscription = bus.subscription(String.class)
                .overflow(Overflow.CONFLATE)
                .key(text -> switch (text) {
                    case "null" -> null;
                    case "throw" -> throw new IllegalStateException("no key");
                    case "broken" -> new Broken(text);
                    default -> text;
                })
                .handle(event -> gate.pass());
        for (String text : List.of("null", "throw", "broken", "null", "a")) {
            ledger.note(bus.publish(text));
        }
        gate.open();
        awaitIdle(bus);

        assertThat(subscription.stats().count(DropReason.KEY_FAILED)).isEqualTo(2);
        ledger.assertBalanced(List.of(subscription.stats()));
    }

    @Test
    void contextTellsOfRefusedEventsAndNotOfConflatedOnes() throws Exception {
        List<Long> missed = new ArrayList<>();
        bus.subscription(Price.class)
                .overflow(Overflow.CONFLATE)
                .key(Price::symbol)
                .capacity(1)
                .handle((price, context) -> {
                    gate.pass();
                    missed.add(context.missed());
                });
        bus.publish(new Price("first", 0));
        gate.awaitArrival();
        bus.publish(new Price("a", 1));
        bus.publish(new Price("b", 1));
        bus.publish(new Price("a", 2));
        gate.open();
        awaitIdle(bus);
        assertThat(missed).containsExactly(0L, 1L);
    }

    @Test
    void whilePublishersRaceTheLastValueOfEachKeyArrives() throws Exception {
        int publishers = 4;
        int keys = 20;
        int events = 20_000;
        Map<String, Integer> latest = new HashMap<>();
        Map<String, Integer> last = new ConcurrentHashMap<>();
        Subscription subscription = bus.subscription(Price.class)
                .overflow(Overflow.CONFLATE)
                .key(Price::symbol)
                .capacity(publishers * keys)
                .handle(price -> {
                    Integer before = latest.put(price.symbol(), price.value());
                    if (before != null && before >= price.value()) {
                        throw new AssertionError("went back from " + before + " to " + price);
                    }
                });
        CountDownLatch done = new CountDownLatch(publishers);
        for (int publisher = 0; publisher < publishers; publisher++) {
            int number = publisher;
            Gate.NEW_THREAD.execute(() -> {
                for (int value = 0; value < events; value++) {
                    String key = number + "-" + ThreadLocalRandom.current().nextInt(keys);
                    last.put(key, value);
                    ledger.note(bus.publish(new Price(key, value)));
                }
                done.countDown();
            });
        }
        Gate.await(done);
        awaitIdle(bus);

        assertThat(latest).isEqualTo(last);
        SubscriptionStats stats = subscription.stats();
        assertThat(stats.failed()).isZero();
        assertThat(stats.dropped()).isZero();
        ledger.assertBalanced(List.of(stats));
    }
}

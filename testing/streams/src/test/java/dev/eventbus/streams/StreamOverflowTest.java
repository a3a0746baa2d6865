package dev.eventbus.streams;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.PublishResult;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.testing.Publishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a subscriber has not asked for waits in its channel, and then the overflow policy decides; every event is
 * accounted for.
 */
class StreamOverflowTest {

    private static final long SEED = Long.getLong("seed", System.nanoTime());

    private final EventBus bus = EventBus.builder().build();

    @AfterEach
    void close() {
        bus.close();
    }

    private record Item(int publisher, int number) {}

    private List<Integer> slowlyRead(Overflow overflow, int... published) throws InterruptedException {
        SubscriptionBuilder<Integer> builder = bus.subscription(Integer.class).overflow(overflow);
        if (overflow != Overflow.CONFLATE) {
            builder.capacity(3);
        }
        if (overflow == Overflow.BLOCK) {
            builder.blockFor(Duration.ofMillis(1));
        }
        Reader<Integer> reader = new Reader<Integer>().reads(builder.flowPublisher());
        reader.request(1);
        bus.publish(-1);
        awaitIdle(bus);
        for (int event : published) {
            bus.publish(event);
        }
        reader.request(100);
        awaitIdle(bus);
        reader.assertNoFaults();
        return reader.received();
    }

    @Test
    void dropNewestKeepsTheFirst() throws Exception {
        assertThat(slowlyRead(Overflow.DROP_NEWEST, 1, 2, 3, 4, 5)).containsExactly(-1, 1, 2, 3);
        SubscriptionStats stats = bus.stats().subscriptions().get(0);
        assertThat(List.of(stats.delivered(), stats.dropped())).containsExactly(4L, 2L);
    }

    @Test
    void dropOldestKeepsTheLast() throws Exception {
        assertThat(slowlyRead(Overflow.DROP_OLDEST, 1, 2, 3, 4, 5)).containsExactly(-1, 3, 4, 5);
        SubscriptionStats stats = bus.stats().subscriptions().get(0);
        assertThat(List.of(stats.delivered(), stats.dropped())).containsExactly(4L, 2L);
    }

    @Test
    void conflateKeepsTheLatest() throws Exception {
        assertThat(slowlyRead(Overflow.CONFLATE, 1, 2, 3, 4, 5)).containsExactly(-1, 5);
        SubscriptionStats stats = bus.stats().subscriptions().get(0);
        assertThat(List.of(stats.delivered(), stats.dropped(), stats.conflated()))
                .containsExactly(2L, 0L, 4L);
    }

    @Test
    void conflateKeepsTheLatestOfEachKey() throws Exception {
        Reader<Integer> reader = new Reader<Integer>()
                .reads(bus.subscription(Integer.class)
                        .overflow(Overflow.CONFLATE)
                        .key(event -> event % 2)
                        .flowPublisher());
        for (int i = 0; i < 10; i++) {
            bus.publish(i);
        }
        reader.request(1);
        awaitIdle(bus);
        assertThat(reader.received()).containsExactly(8);
        bus.publish(10);
        reader.request(5);
        awaitIdle(bus);
        assertThat(reader.received()).containsExactly(8, 9, 10);
        reader.assertNoFaults();
    }

    @Test
    void blockDropsWhenTheTimeIsUp() throws Exception {
        assertThat(slowlyRead(Overflow.BLOCK, 1, 2, 3, 4, 5)).containsExactly(-1, 1, 2, 3);
        assertThat(bus.stats().subscriptions().get(0).dropped()).isEqualTo(2);
    }

    /**
     * Publishers, askers and at last a cancel, all at once: what was not lost comes once, and in order; nothing goes
     * unaccounted.
     */
    @ParameterizedTest
    @EnumSource(Overflow.class)
    void everyEventIsAccountedForHoweverItRaces(Overflow overflow) throws Exception {
        Random random = new Random(SEED);
        for (int round = 0; round < 80; round++) {
            oneRace(overflow, random, round);
        }
    }

    private void oneRace(Overflow overflow, Random random, int round) throws InterruptedException {
        int publishers = 1 + random.nextInt(3);
        int askers = 1 + random.nextInt(2);
        int each = 100;
        int cancelAfter = random.nextInt(3) == 0 ? random.nextInt(publishers * each) : Integer.MAX_VALUE;
        boolean fromOutside = random.nextBoolean();
        boolean asksInside = random.nextBoolean();
        Subscription[] subscription = new Subscription[1];
        Reader<Item> reader = new Reader<>();
        AtomicInteger seen = new AtomicInteger();
        reader.onEach(event -> {
            if (seen.incrementAndGet() == cancelAfter && !fromOutside) {
                reader.cancel();
            }
            if (asksInside) {
                reader.request(1);
            }
        });
        SubscriptionBuilder<Item> builder = bus.subscription(Item.class).overflow(overflow);
        int capacity = 1 + random.nextInt(8);
        if (overflow != Overflow.CONFLATE) {
            builder.capacity(capacity);
        }
        if (overflow == Overflow.BLOCK) {
            builder.blockWithoutLimit();
        }
        reader.reads(builder.flowPublisher());
        subscription[0] = bus.subscriptions().get(0);
        AtomicLong accepted = new AtomicLong();
        AtomicLong dropped = new AtomicLong();
        Publishers publishing = Publishers.start(publishers, publisher -> {
            for (int i = 0; i < each; i++) {
                PublishResult result = bus.publish(new Item(publisher, i));
                accepted.addAndGet(result.accepted());
                dropped.addAndGet(result.dropped());
            }
        });
        int[] demands = random.ints(askers, 1, 4).toArray();
        Publishers.run(askers, asker -> {
            for (int i = 0; i < publishers * each; i++) {
                reader.request(demands[asker]);
                if (fromOutside && seen.get() >= cancelAfter) {
                    reader.cancel();
                }
            }
        });
        publishing.join();
        awaitIdle(bus);
        SubscriptionStats stats = subscription[0].stats();
        String what = "seed " + SEED + ", round " + round + ", " + overflow + ": " + stats;
        reader.assertNoFaults();
        assertThat(stats.matched()).as(what).isEqualTo(accepted.get() + dropped.get());
        assertThat(stats.inProgress()).as(what).isZero();
        assertThat(stats.delivered()).as(what).isEqualTo(reader.count());
        assertThat(stats.queued()).as(what).isZero();
        if (subscription[0].isActive()) {
            assertThat(stats.matched()).as(what).isEqualTo((long) publishers * each);
        }
        assertOrder(reader.received(), what);
        if (overflow == Overflow.BLOCK && subscription[0].isActive()) {
            assertThat(reader.count()).as(what).isEqualTo(publishers * each);
        }
        reader.cancel();
        assertThat(bus.subscriptions()).isEmpty();
        assertThat(reader.hasEnded()).as(what).isFalse();
    }

    private static void assertOrder(List<Item> items, String what) {
        Map<Integer, Integer> last = new HashMap<>();
        for (Item item : items) {
            Integer before = last.put(item.publisher(), item.number());
            assertThat(item.number()).as(what).isGreaterThan(before == null ? -1 : before);
        }
    }
}

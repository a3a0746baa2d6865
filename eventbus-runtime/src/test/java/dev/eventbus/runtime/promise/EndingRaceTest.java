package dev.eventbus.runtime.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BusClosedException;
import dev.eventbus.Channel;
import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.PublishReport;
import dev.eventbus.PublishResult;
import dev.eventbus.Publisher;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.Ledger;
import dev.eventbus.testing.Publishers;
import dev.eventbus.testing.Repetitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise 2 while publishers race with the end: each publish that returns says of every subscription that the event was
 * accepted or dropped, and each subscription says the same of its events.
 */
class EndingRaceTest {

    private static final int ROUNDS = Repetitions.of(40);
    private static final int PUBLISHERS = 3;
    private static final int SUBSCRIPTIONS = 4;

    private enum Consumer {
        HANDLER,
        KEYED,
        BATCH,
        PULL,
        FLOW
    }

    static Stream<Arguments> everyPolicyAndConsumer() {
        List<Arguments> all = new ArrayList<>();
        for (Overflow overflow : Overflow.values()) {
            for (Consumer consumer : Consumer.values()) {
                boolean combines = overflow != Overflow.CONFLATE || consumer != Consumer.BATCH;
                if (combines) {
                    all.add(Arguments.of(overflow, consumer));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("everyPolicyAndConsumer")
    void everyEventIsAccountedFor(Overflow overflow, Consumer consumer) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int number = 0; number < ROUNDS; number++) {
            try {
                new Round(overflow, consumer, new Random(random.nextLong()), number % 2 == 0).run();
            } catch (AssertionError failure) {
                throw new AssertionError("round " + number + ", -Dseed=" + seed, failure);
            }
        }
    }

    /** One bus, its publishers, and its end: it is closed, or one of its subscriptions is cancelled. */
    private static final class Round {

        private final Random random;
        private final boolean closes;
        private final EventBus bus = EventBus.builder().build();
        private final Ledger ledger = new Ledger();
        private final AtomicLong tracked = new AtomicLong();
        private final AtomicLong published = new AtomicLong();
        private final Queue<CompletableFuture<PublishReport>> reports = new ConcurrentLinkedQueue<>();
        private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        private final CountDownLatch cancelled = new CountDownLatch(1);
        private final Subscription tested;
        private final List<Subscription> all = new ArrayList<>();
        private @Nullable Thread reader;

        Round(Overflow overflow, Consumer consumer, Random random, boolean closes) {
            this.random = random;
            this.closes = closes;
            boolean first = random.nextBoolean();
            if (!first) {
                addOthers();
            }
            this.tested = subscribe(overflow, consumer);
            all.add(tested);
            if (first) {
                addOthers();
            }
        }

        private void addOthers() {
            all.add(bus.subscription(Integer.class)
                    .name("roomy")
                    .capacity(1 << 20)
                    .handle(event -> {}));
            all.add(bus.subscription(Integer.class)
                    .name("full")
                    .overflow(Overflow.BLOCK)
                    .blockWithoutLimit()
                    .capacity(2)
                    .handle((event, context) -> {}));
            all.add(bus.subscription(Integer.class)
                    .name("direct")
                    .mode(DeliveryMode.DIRECT)
                    .handle(event -> {}));
        }

        private Subscription subscribe(Overflow overflow, Consumer consumer) {
            SubscriptionBuilder<Integer> builder = bus.subscription(Integer.class)
                    .name("tested")
                    .overflow(overflow)
                    .capacity(4 + random.nextInt(4));
            if (overflow == Overflow.BLOCK) {
                if (random.nextInt(4) == 0) {
                    builder.blockFor(Duration.ofMillis(1));
                } else {
                    builder.blockWithoutLimit();
                }
            }
            if (overflow == Overflow.CONFLATE || consumer == Consumer.KEYED) {
                builder.key(event -> event % 5);
            }
            int pause = random.nextInt(3) * 1_000;
            return switch (consumer) {
                case HANDLER -> builder.handle(event -> LockSupport.parkNanos(pause));
                case KEYED -> builder.concurrency(2).handle(event -> LockSupport.parkNanos(pause));
                case BATCH -> builder.handleBatch(3, events -> LockSupport.parkNanos(pause));
                case PULL -> {
                    Channel<Integer> channel = builder.channel();
                    Thread receiver = new Thread(() -> {
                        for (int i = random.nextInt(1_000);
                                i > 0 && channel.iterator().hasNext();
                                i--) {
                            LockSupport.parkNanos(pause);
                        }
                    });
                    reader = receiver;
                    yield channel.subscription();
                }
                case FLOW -> {
                    builder.flowPublisher().subscribe(new Reads(random.nextInt(1_000)));
                    yield bus.subscriptions().stream()
                            .filter(each -> each.name().equals("tested"))
                            .findFirst()
                            .orElseThrow();
                }
            };
        }

        void run() throws Exception {
            Thread receiver = reader;
            if (receiver != null) {
                receiver.start();
            }
            long[] seeds = random.longs(PUBLISHERS).toArray();
            Publishers publishers =
                    Publishers.start(PUBLISHERS, publisher -> publishUntilTheEnd(new Random(seeds[publisher])));
            int patience = random.nextInt(300);
            // Fewer when publishers wait for room.
            for (int i = 0; i < 1_000 && published.get() < patience; i++) {
                LockSupport.parkNanos(10_000);
            }
            if (closes) {
                bus.close(random.nextInt(3) == 0 ? Duration.ZERO : Duration.ofMillis(200));
            } else {
                tested.cancel();
                cancelled.countDown();
            }
            publishers.join();
            bus.close(Duration.ofSeconds(30));
            if (receiver != null) {
                receiver.join();
            }
            assertThat(failures).isEmpty();
            assertAccounts();
        }

        private void publishUntilTheEnd(Random own) {
            Publisher<Integer> publisher = bus.publisher(Integer.class);
            try {
                for (int i = 0; cancelled.getCount() > 0 || own.nextInt(20) > 0; i++) {
                    boolean allThere = closes;
                    int way = own.nextInt(10);
                    if (way == 0) {
                        CompletableFuture<PublishReport> report =
                                bus.publishAndTrack(i).toCompletableFuture();
                        reports.add(report);
                        published.incrementAndGet();
                        continue;
                    }
                    PublishResult result = switch (way) {
                        case 1 -> publisher.publishAll(List.of(i));
                        case 2 -> bus.publishTo("a.topic", i);
                        case 3 -> publisher.publish(i);
                        default -> bus.publish(i);
                    };
                    ledger.note(result);
                    published.incrementAndGet();
                    if (allThere) {
                        assertThat(result.matched()).as("%s", result).isEqualTo(SUBSCRIPTIONS);
                    } else {
                        assertThat(result.matched()).as("%s", result).isBetween(SUBSCRIPTIONS - 1, SUBSCRIPTIONS);
                    }
                }
            } catch (BusClosedException closed) {
                assertThat(closes).isTrue();
            } catch (Throwable failure) {
                failures.add(failure);
            }
        }

        private void assertAccounts() throws Exception {
            // What nobody has read has no end before this.
            tested.cancel();
            for (CompletableFuture<PublishReport> report : reports) {
                int told = report.get(30, TimeUnit.SECONDS).deliveries().size();
                tracked.addAndGet(told);
                if (closes) {
                    assertThat(told).isEqualTo(SUBSCRIPTIONS);
                }
            }
            List<SubscriptionStats> stats =
                    all.stream().map(Subscription::stats).toList();
            stats.forEach(Ledger::assertSum);
            assertThat(stats.stream().mapToLong(SubscriptionStats::matched).sum())
                    .as("%s", stats)
                    .isEqualTo(ledger.accepted() + ledger.dropped() + tracked.get());
            for (SubscriptionStats each : stats) {
                assertThat(each.inProgress()).as("%s", each).isZero();
            }
        }
    }

    /** Asks for one event after another, so many in all. */
    private static final class Reads implements Flow.Subscriber<Integer> {

        private final int most;
        private int read;
        private Flow.@Nullable Subscription subscription;

        Reads(int most) {
            this.most = most;
        }

        @Override
        public void onSubscribe(Flow.Subscription demand) {
            subscription = demand;
            demand.request(1);
        }

        @Override
        public void onNext(Integer event) {
            Flow.Subscription demand = subscription;
            if (demand != null && ++read < most) {
                demand.request(1);
            }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}

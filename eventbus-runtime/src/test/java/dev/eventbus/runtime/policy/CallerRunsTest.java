package dev.eventbus.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BusScheduler;
import dev.eventbus.CloseReport;
import dev.eventbus.DeliveryMode;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.PublishReport;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.SubscriptionStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Executors that run a drain in the thread that brings it: chains of them end, however long, and whatever breaks off.
 */
class CallerRunsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LENGTH = 3_000;

    /**
     * How one link of a chain subscribes: gets the link's topic, and publishes to the next when it is handed an
     * event.
     */
    private interface Link {
        void subscribe(EventBus bus, SubscriptionBuilder<Integer> subscription, int number, Runnable next);
    }

    private static String topic(int number) {
        return "link.n" + number;
    }

    /** A chain of subscriptions of which each publishes to the next. */
    private static void chain(EventBus bus, int length, Link link) {
        for (int number = 0; number < length; number++) {
            int next = number + 1;
            link.subscribe(bus, bus.subscription(Integer.class).topic(topic(number)), number, () -> {
                if (next < length) {
                    bus.publishTo(topic(next), next);
                }
            });
        }
    }

    private static Link plain(AtomicInteger handled) {
        return (bus, subscription, number, next) -> subscription.handle(event -> {
            handled.incrementAndGet();
            next.run();
        });
    }

    private static void assertAllAddsUp(EventBus bus) {
        for (Subscription subscription : bus.subscriptions()) {
            assertAddsUp(subscription.stats());
        }
    }

    private static void assertAddsUp(SubscriptionStats stats) {
        assertThat(stats.inProgress()).as("in progress: %s", stats).isZero();
        assertThat(stats.queued()).as("queued: %s", stats).isZero();
        assertThat(stats.matched())
                .as("sum: %s", stats)
                .isEqualTo(
                        stats.delivered() + stats.failed() + stats.dropped() + stats.conflated() + stats.discarded());
    }

    private static void assertComesToRest(EventBus bus) throws InterruptedException {
        assertThat(bus.awaitIdle(PATIENCE)).as("idle").isTrue();
        assertAllAddsUp(bus);
    }

    private static void assertCloses(EventBus bus) {
        CloseReport report = bus.close(PATIENCE);
        assertThat(report.isComplete()).as("complete: %s", report).isTrue();
        assertThat(report.running()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3_000, 100_000})
    void aChainOfSubscriptionsEnds(int length) throws Exception {
        EventBus bus = EventBus.builder().executor(Runnable::run).build();
        AtomicInteger handled = new AtomicInteger();
        chain(bus, length, plain(handled));
        bus.publishTo(topic(0), 0);
        assertThat(handled).hasValue(length);
        assertComesToRest(bus);
        assertCloses(bus);
    }

    private record Case(String name, Function<AtomicInteger, Link> link) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Link of(AtomicInteger handled, UnaryOperator<SubscriptionBuilder<Integer>> options) {
        Link plain = plain(handled);
        return (bus, subscription, number, next) -> plain.subscribe(bus, options.apply(subscription), number, next);
    }

    private static Stream<Case> links() {
        return Stream.of(
                new Case("one place", n -> of(n, s -> s.capacity(1))),
                new Case("drop oldest", n -> of(n, s -> s.overflow(Overflow.DROP_OLDEST))),
                new Case("conflate", n -> of(n, s -> s.overflow(Overflow.CONFLATE))),
                new Case("block", n -> of(n, s -> s.overflow(Overflow.BLOCK).blockWithoutLimit())),
                new Case("concurrent", n -> of(n, s -> s.concurrency(3))),
                new Case("keyed", n -> of(n, s -> s.concurrency(3).key(event -> event))),
                new Case("deadline", n -> of(n, s -> s.timeout(Duration.ofMillis(60_000)))),
                new Case(
                        "context",
                        n -> (bus, s, number, next) -> s.handle((event, context) -> {
                            n.incrementAndGet();
                            next.run();
                        })),
                new Case(
                        "batch",
                        n -> (bus, s, number, next) -> s.handleBatch(4, events -> {
                            n.addAndGet(events.size());
                            next.run();
                        })),
                new Case(
                        "stage",
                        n -> (bus, s, number, next) -> s.handleAsync(event -> {
                            n.incrementAndGet();
                            next.run();
                            return CompletableFuture.completedFuture(null);
                        })),
                new Case("stage that the next handler ends", n -> {
                    AtomicReference<CompletableFuture<Void>> previous =
                            new AtomicReference<>(new CompletableFuture<>());
                    return (bus, s, number, next) -> s.handleAsync(event -> {
                        n.incrementAndGet();
                        CompletableFuture<Void> own = new CompletableFuture<>();
                        CompletableFuture<Void> before = previous.getAndSet(own);
                        next.run();
                        before.complete(null);
                        if (number == LENGTH - 1) {
                            own.complete(null);
                        }
                        return own;
                    });
                }),
                new Case("direct in between", n -> (bus, s, number, next) -> {
                    if (number % 2 == 0) {
                        plain(n).subscribe(bus, s, number, next);
                    } else {
                        plain(n).subscribe(bus, s.mode(DeliveryMode.DIRECT), number, next);
                    }
                }),
                new Case(
                        "failing",
                        n -> (bus, s, number, next) -> s.handle(event -> {
                            n.incrementAndGet();
                            next.run();
                            throw new IllegalStateException("expected");
                        })));
    }

    @ParameterizedTest
    @MethodSource("links")
    void whateverItsLinksAre(Case links) throws Exception {
        EventBus bus = EventBus.builder().executor(Runnable::run).build();
        AtomicInteger handled = new AtomicInteger();
        chain(bus, LENGTH, links.link().apply(handled));
        bus.publishTo(topic(0), 0);
        assertComesToRest(bus);
        assertThat(handled).hasValue(LENGTH);
        assertCloses(bus);
    }

    @Test
    void aRingTurnsAsLongAsItsHandlersPublish() throws Exception {
        EventBus bus = EventBus.builder().executor(Runnable::run).build();
        int ring = 500;
        AtomicInteger handled = new AtomicInteger();
        for (int number = 0; number < ring; number++) {
            String next = topic((number + 1) % ring);
            bus.subscription(Integer.class).topic(topic(number)).handle(event -> {
                if (handled.incrementAndGet() < 50_000) {
                    bus.publishTo(next, event);
                }
            });
        }
        bus.publishTo(topic(0), 0);
        assertThat(handled).hasValue(50_000);
        assertComesToRest(bus);
        assertCloses(bus);
    }

    @Test
    void aChainThroughSeveralBusesEnds() throws Exception {
        List<EventBus> buses = List.of(
                EventBus.builder().executor(Runnable::run).build(),
                EventBus.builder().executor(Runnable::run).build(),
                EventBus.builder().executor(Runnable::run).build());
        AtomicInteger handled = new AtomicInteger();
        for (int number = 0; number < LENGTH; number++) {
            int next = number + 1;
            buses.get(number % 3)
                    .subscription(Integer.class)
                    .topic(topic(number))
                    .handle(event -> {
                        handled.incrementAndGet();
                        buses.get(next % 3).publishTo(topic(next), next);
                    });
        }
        buses.get(0).publishTo(topic(0), 0);
        assertThat(handled).hasValue(LENGTH);
        for (EventBus bus : buses) {
            assertComesToRest(bus);
            assertCloses(bus);
        }
    }

    @Test
    void aChainThroughAFullPoolWhoseCallersRunEnds() throws Exception {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>(), new ThreadPoolExecutor.CallerRunsPolicy());
        EventBus bus = EventBus.builder().executor(pool).build();
        AtomicInteger handled = new AtomicInteger();
        chain(bus, LENGTH, plain(handled));
        bus.publishTo(topic(0), 0);
        assertComesToRest(bus);
        assertThat(handled).hasValue(LENGTH);
        assertCloses(bus);
        pool.shutdownNow();
    }

    @Test
    void aChainThroughAForkJoinPoolWhoseHandlersJoinEnds() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        EventBus bus = EventBus.builder().executor(pool).build();
        AtomicInteger handled = new AtomicInteger();
        chain(
                bus,
                LENGTH,
                (b, subscription, number, next) -> subscription.handle(event -> {
                    handled.incrementAndGet();
                    ForkJoinTask<?> forked = ForkJoinTask.adapt(() -> {}).fork();
                    next.run();
                    // Runs the next drain, which came last, inside this handler.
                    forked.join();
                }));
        bus.publishTo(topic(0), 0);
        assertComesToRest(bus);
        assertThat(handled).hasValue(LENGTH);
        assertCloses(bus);
        pool.shutdownNow();
    }

    @Test
    void aShortChainIsDoneBeforePublishReturns() {
        try (EventBus bus = EventBus.builder().executor(Runnable::run).build()) {
            List<String> seen = new ArrayList<>();
            bus.subscribe(String.class, event -> {
                seen.add("begin " + event);
                bus.publish(event.length());
                seen.add("end " + event);
            });
            bus.subscribe(Integer.class, event -> {
                seen.add("handled " + event);
            });
            bus.publish("abc");
            assertThat(seen).containsExactly("begin abc", "handled 3", "end abc");
        }
    }

    /** A chain so long that its end waits for the thread, and something that is done in the last but one. */
    private static void inALongChain(EventBus bus, int length, Runnable last) {
        chain(
                bus,
                length,
                (b, subscription, number, next) -> subscription.handle(event -> {
                    if (number == length - 1) {
                        last.run();
                    } else {
                        next.run();
                    }
                }));
        bus.publishTo(topic(0), 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 40, 200})
    void aPublisherInAHandlerDoesNotWaitForRoomThatOnlyItsThreadMakes(int length) throws Exception {
        EventBus bus = EventBus.builder().executor(Runnable::run).build();
        AtomicInteger handled = new AtomicInteger();
        bus.subscription(String.class)
                .capacity(1)
                .overflow(Overflow.BLOCK)
                .blockWithoutLimit()
                .handle(event -> {
                    handled.incrementAndGet();
                });
        AtomicInteger accepted = new AtomicInteger();
        inALongChain(bus, length, () -> {
            for (int i = 0; i < 10; i++) {
                accepted.addAndGet(bus.publish("event " + i).accepted());
            }
        });
        assertComesToRest(bus);
        assertThat(accepted).hasValue(10);
        assertThat(handled).hasValue(10);
        assertCloses(bus);
    }

    @Test
    void publishersThatNestWithoutEndAreRefusedInsteadOfWaiting() throws Exception {
        EventBus bus = EventBus.builder().executor(Runnable::run).build();
        AtomicInteger handled = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        chain(
                bus,
                LENGTH,
                (b, subscription, number, next) -> subscription
                        .capacity(1)
                        .overflow(Overflow.BLOCK)
                        .blockWithoutLimit()
                        .handle(event -> {
                            handled.incrementAndGet();
                            if (event >= 0) {
                                // The second finds the place taken, unless the first has been handled meanwhile.
                                refused.addAndGet(
                                        bus.publishTo(topic(number + 1), -1).dropped());
                                refused.addAndGet(
                                        bus.publishTo(topic(number + 1), number).dropped());
                            }
                        }));
        bus.publishTo(topic(0), 0);
        assertComesToRest(bus);
        for (Subscription subscription : bus.subscriptions()) {
            SubscriptionStats stats = subscription.stats();
            assertThat(stats.dropped()).isEqualTo(stats.count(DropReason.SELF_BLOCK));
        }
        long dropped = bus.subscriptions().stream()
                .mapToLong(subscription -> subscription.stats().dropped())
                .sum();
        assertThat(dropped).isEqualTo(refused.get());
        assertThat(handled.get()).isGreaterThan(64);
        assertCloses(bus);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 40, 200})
    void aHandlerThatClosesItsBusFirstRunsWhatWaitsForItsThread(int length) throws Exception {
        EventBus bus = EventBus.builder().executor(Runnable::run).build();
        AtomicInteger handled = new AtomicInteger();
        bus.subscribe(String.class, event -> {
            handled.incrementAndGet();
        });
        AtomicReference<CloseReport> report = new AtomicReference<>();
        inALongChain(bus, length, () -> {
            bus.publish("last");
            report.set(bus.close(PATIENCE));
        });
        assertThat(handled).hasValue(1);
        assertThat(report.get().discarded()).isZero();
    }

    @Test
    void aHandlerMayWaitForAnotherBusWhoseEventsWaitForItsThread() throws Exception {
        EventBus bus = EventBus.builder().executor(Runnable::run).build();
        EventBus other = EventBus.builder().executor(Runnable::run).build();
        AtomicInteger handled = new AtomicInteger();
        other.subscribe(String.class, event -> {
            handled.incrementAndGet();
        });
        AtomicReference<Boolean> idle = new AtomicReference<>();
        inALongChain(bus, 40, () -> {
            other.publish("event");
            try {
                idle.set(other.awaitIdle(PATIENCE));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(idle.get()).isTrue();
        assertThat(handled).hasValue(1);
        assertCloses(bus);
        assertCloses(other);
    }

    @Test
    void whatWaitsForAThreadIsNotKeptFromItByABusyChannel() throws Exception {
        EventBus bus = EventBus.builder().executor(Runnable::run).build();
        AtomicInteger turns = new AtomicInteger();
        AtomicInteger handled = new AtomicInteger();
        bus.subscribe(String.class, event -> {
            handled.incrementAndGet();
        });
        // Publishes to itself until the other, which waits for this thread, has been called.
        inALongChain(bus, 32, () -> bus.publish(0L));
        bus.subscribe(Long.class, event -> {
            turns.incrementAndGet();
            if (event == 0) {
                bus.publish("waits");
            }
            if (handled.get() == 0) {
                bus.publish(event + 1);
            }
        });
        bus.publishTo(topic(0), 0);
        assertThat(handled).hasValue(1);
        assertThat(turns.get()).isPositive();
        assertComesToRest(bus);
        assertCloses(bus);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRetryByASchedulerThatRunsAtOnceDoesNotNestWithoutEnd(boolean keyed) throws Exception {
        BusScheduler immediate = new BusScheduler() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public Cancellable schedule(Runnable task, long delayNanos) {
                task.run();
                return () -> {};
            }
        };
        EventBus bus =
                EventBus.builder().executor(Runnable::run).scheduler(immediate).build();
        AtomicInteger attempts = new AtomicInteger();
        SubscriptionBuilder<Integer> builder = bus.subscription(Integer.class)
                .retry(RetryPolicy.maxAttempts(LENGTH).delay(Duration.ofSeconds(1)));
        (keyed ? builder.concurrency(4).key(event -> event) : builder).handle(event -> {
            attempts.incrementAndGet();
            throw new IllegalStateException("expected");
        });
        bus.publish(1);
        assertComesToRest(bus);
        assertThat(attempts).hasValue(LENGTH);
        assertCloses(bus);
    }

    @Test
    void whatFollowsTrackedEventsDoesNotNestWithoutEnd() throws Exception {
        EventBus bus = EventBus.builder().executor(Runnable::run).build();
        AtomicInteger reports = new AtomicInteger();
        chain(
                bus,
                LENGTH,
                (b, subscription, number, next) -> subscription.handle(event -> {
                    CompletionStage<PublishReport> report = bus.publishToAndTrack(topic(number + 1), number + 1);
                    report.thenRun(reports::incrementAndGet);
                }));
        bus.publishTo(topic(0), 0);
        assertComesToRest(bus);
        assertThat(reports).hasValue(LENGTH);
        assertCloses(bus);
    }

    @Test
    void redrivenEventsGoThroughTheWholeChainAgain() throws Exception {
        EventBus bus = EventBus.builder().executor(Runnable::run).build();
        AtomicInteger handled = new AtomicInteger();
        chain(
                bus,
                LENGTH,
                (b, subscription, number, next) -> subscription.handle(event -> {
                    handled.incrementAndGet();
                    next.run();
                    if (number == 0) {
                        throw new IllegalStateException("expected");
                    }
                }));
        bus.publishTo(topic(0), 0);
        assertThat(bus.deadLetters().redrive(letter -> true)).isOne();
        assertComesToRest(bus);
        assertThat(handled).hasValue(2 * LENGTH);
        assertCloses(bus);
    }

    @Test
    void streamsThatPublishToEachOtherEnd() throws Exception {
        EventBus bus = EventBus.builder().executor(Runnable::run).build();
        AtomicInteger handled = new AtomicInteger();
        for (int number = 0; number < LENGTH; number++) {
            int next = number + 1;
            bus.subscription(Integer.class).topic(topic(number)).flowPublisher().subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(Long.MAX_VALUE);
                }

                @Override
                public void onNext(Integer event) {
                    handled.incrementAndGet();
                    bus.publishTo(topic(next), next);
                }

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onComplete() {}
            });
        }
        bus.publishTo(topic(0), 0);
        assertThat(handled).hasValue(LENGTH);
        assertComesToRest(bus);
        assertCloses(bus);
    }
}

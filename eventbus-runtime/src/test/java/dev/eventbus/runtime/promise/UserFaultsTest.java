package dev.eventbus.runtime.promise;

import static dev.eventbus.testing.Patience.awaitIdle;
import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.eventbus.BreakerPolicy;
import dev.eventbus.BusListener;
import dev.eventbus.BusScheduler;
import dev.eventbus.Channel;
import dev.eventbus.CloseReport;
import dev.eventbus.DeadLetter;
import dev.eventbus.DeliveryMode;
import dev.eventbus.Event;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.PublishReport;
import dev.eventbus.PublishResult;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import dev.eventbus.runtime.ManualScheduler;
import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.IndexContents;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users get wrong, at any time. What a throw does has a test of its own, {@link ThrowTableTest}. */
class UserFaultsTest {

    private final Gate gate = new Gate();

    @Test
    void anExecutorThatRunsInlineDoesNotNestDrains() throws Exception {
        EventBus bus = EventBus.builder().executor(Runnable::run).build();
        AtomicInteger deepest = new AtomicInteger();
        AtomicInteger handled = new AtomicInteger();
        bus.subscribe(Integer.class, event -> {
            handled.incrementAndGet();
            if (event % 10_000 == 0) {
                deepest.accumulateAndGet(new Throwable().getStackTrace().length, Math::max);
            }
            if (event < 100_000) {
                bus.publish(event + 1);
            }
        });
        bus.publish(0);
        assertThat(handled).hasValue(100_001);
        assertThat(deepest.get()).isLessThan(200);
        bus.close();
    }

    @Test
    void theTimeoutOfAWaitHoldsThoughTheBusCloses() throws Exception {
        EventBus bus = EventBus.builder().build();
        bus.subscribe(String.class, event -> gate.passStubbornly());
        bus.publish("stuck");
        gate.awaitArrival();
        CompletableFuture<Boolean> underWay = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                underWay.complete(bus.awaitIdle(Duration.ofMillis(500)));
            } catch (InterruptedException e) {
                underWay.completeExceptionally(e);
            }
        });
        waiter.start();
        bus.close(Duration.ZERO);
        assertThat(bus.awaitIdle(Duration.ofMillis(20))).isFalse();
        assertThat(underWay.get()).isFalse();
        gate.open();
    }

    @Test
    void aFailureIsToldOnceThoughTheBusClosesMeanwhile() throws Exception {
        Queue<Long> told = new ConcurrentLinkedQueue<>();
        EventBus bus = EventBus.builder()
                .listener(new BusListener() {
                    @Override
                    public void onFailed(Subscription subscription, Throwable cause, long count) {
                        told.add(count);
                    }
                })
                .build();
        bus.subscribe(Integer.class, event -> {
            throw new Exception("expected");
        });
        bus.subscribe(String.class, event -> gate.passStubbornly());
        bus.publish(1);
        bus.publish("stuck");
        gate.awaitArrival();
        until(() -> !told.isEmpty());
        bus.close(Duration.ofMillis(20));
        gate.open();
        assertThat(told).containsExactly(1L);
    }

    @Test
    void aListenerIsToldWhatTheHandlerThrewAndNotTheFilter() throws Exception {
        Queue<Throwable> causes = new ConcurrentLinkedQueue<>();
        EventBus bus = EventBus.builder()
                .listener(new BusListener() {
                    @Override
                    public void onFailed(Subscription subscription, Throwable cause, long count) {
                        causes.add(cause);
                    }
                })
                .build();
        bus.subscription(Integer.class)
                .filter(event -> {
                    if (event == 2) {
                        throw new IllegalArgumentException("of the filter");
                    }
                    return true;
                })
                .handle(event -> {
                    throw new IllegalStateException("of the handler");
                });
        bus.publish(1);
        awaitIdle(bus);
        bus.publish(2);
        bus.close();
        assertThat(causes).extracting(Throwable::getMessage).containsOnly("of the handler");
    }

    @Test
    void aListenerMayCloseTheBusWhileAnotherThreadDoes() throws Exception {
        AtomicReference<EventBus> self = new AtomicReference<>();
        Gate listenerGate = new Gate();
        CountDownLatch listenerDone = new CountDownLatch(1);
        EventBus bus = EventBus.builder()
                .listener(new BusListener() {
                    @Override
                    public void onFailed(Subscription subscription, Throwable cause, long count) {
                        listenerGate.passStubbornly();
                        self.get().close();
                        listenerDone.countDown();
                    }
                })
                .build();
        self.set(bus);
        bus.subscribe(Integer.class, event -> {
            throw new Exception("expected");
        });
        bus.subscribe(String.class, event -> gate.pass());
        bus.publish(1);
        bus.publish("held");
        gate.awaitArrival();
        listenerGate.awaitArrival();
        CompletableFuture<CloseReport> closing =
                CompletableFuture.supplyAsync(() -> bus.close(Duration.ofSeconds(30)), Gate.NEW_THREAD);
        until(() -> bus.isClosed());
        listenerGate.open();
        Gate.await(listenerDone);
        gate.open();
        assertThat(closing.get().isComplete()).isTrue();
    }

    @Test
    void aFilterThatThrowsAfterTheEndIsNoMatch() throws Exception {
        EventBus bus = EventBus.builder().build();
        Subscription subscription = bus.subscription(String.class)
                .filter(event -> {
                    gate.passStubbornly();
                    throw new IllegalStateException("expected");
                })
                .handle(event -> {});
        CompletableFuture<Integer> publisher =
                CompletableFuture.supplyAsync(() -> bus.publish("late").matched(), Gate.NEW_THREAD);
        gate.awaitArrival();
        CloseReport report = bus.close(Duration.ofSeconds(30));
        gate.open();
        assertThat(publisher.handle((matched, failure) -> failure).get()).isNotNull();
        assertThat(subscription.stats().matched())
                .isEqualTo(report.subscriptions().get(0).matched())
                .isZero();
    }

    @Event("fault.topic")
    private record First(int value) {}

    @Event(value = "fault.topic", version = 2)
    private record Second(int value) {}

    @Event(value = "fault.topic", version = 2)
    private record Impostor(int value) {}

    @Test
    void aTopicAndVersionAreUniqueForTypesThatNoIndexKnowsToo() {
        try (EventBus bus = EventBus.builder().build()) {
            bus.publish(new First(1));
            bus.publish(new Second(1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bus.publish(new Impostor(1)))
                    .withMessageContaining(Second.class.getName())
                    .withMessageContaining(Impostor.class.getName());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bus.publishTo("fault.topic", "a string"))
                    .withMessageContaining(First.class.getName());
        }
    }

    @Test
    void nothingOfAPublishersThreadIsInherited() throws Exception {
        try (EventBus bus = EventBus.builder().build()) {
            CompletableFuture<Integer> priority = new CompletableFuture<>();
            bus.subscribe(
                    String.class,
                    event -> priority.complete(Thread.currentThread().getPriority()));
            Thread publisher = new Thread(() -> bus.publish("a"));
            publisher.setPriority(Thread.MIN_PRIORITY);
            publisher.start();
            assertThat(priority.get()).isEqualTo(Thread.NORM_PRIORITY);
        }
    }

    @Test
    void aCancelledHandlerCanBeCollected() throws Exception {
        try (EventBus bus = EventBus.builder().build()) {
            WeakReference<Object> handlersOwn = subscribeAndCancel(bus);
            while (handlersOwn.get() != null) {
                System.gc();
            }
            assertThat(bus.subscriptions()).isEmpty();
        }
    }

    private static WeakReference<Object> subscribeAndCancel(EventBus bus) throws Exception {
        Object captured = new byte[1_000];
        Subscription subscription = bus.subscribe(String.class, event -> captured.hashCode());
        bus.publish("a");
        for (int i = 0; i < 10; i++) {
            bus.publishTo("topic.number" + i, "a");
        }
        awaitIdle(bus);
        subscription.cancel();
        return new WeakReference<>(captured);
    }

    @Test
    void aClosedBusHasNoSubscribersButKeepsItsStatistics() {
        EventBus bus = EventBus.builder().build();
        bus.subscribe(String.class, event -> {});
        assertThat(bus.hasSubscribers(String.class)).isTrue();
        assertThat(bus.hasSubscribers(int[].class)).isFalse();
        bus.close();
        assertThat(bus.hasSubscribers(String.class)).isFalse();
        assertThat(bus.subscriptions()).isEmpty();
        assertThat(bus.stats().subscriptions()).hasSize(1);
    }

    @Test
    void aBuilderIsGoodForOneSubscription() {
        try (EventBus bus = EventBus.builder().build()) {
            SubscriptionBuilder<String> builder = bus.subscription(String.class);
            builder.handle(event -> {});
            assertThatIllegalStateException().isThrownBy(() -> builder.handle(event -> {}));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bus.subscription(String.class)
                            .mode(DeliveryMode.DIRECT)
                            .capacity(7)
                            .handle(event -> {}))
                    .withMessageContaining("capacity");
        }
    }

    @Test
    void policiesThatDoNotGoTogetherAreRefused() {
        try (EventBus bus = EventBus.builder().build()) {
            SubscriptionBuilder<String> builder = bus.subscription(String.class);
            refused("maxDelay", () -> builder.retry(RetryPolicy.maxAttempts(2).delay(Duration.ofMinutes(1))));
            refused(
                    "never ends and never waits",
                    () -> builder.retry(RetryPolicy.unlimited().delay(Duration.ZERO)));
            refused(
                    "retryOn = IOException.class",
                    () -> builder.retry(RetryPolicy.maxAttempts(2)
                            .retryOn(IOException.class)
                            .abortOn(IllegalStateException.class, Exception.class)));
            builder.retry(RetryPolicy.maxAttempts(2).retryOn(Exception.class).abortOn(IOException.class))
                    .breaker(BreakerPolicy.openAfterFailures(2));
            refused("retry", builder::channel);
            refused("retry", builder::flowPublisher);
            builder.mode(DeliveryMode.DIRECT);
            refused("breaker and retry", () -> builder.handle(event -> {}));
            assertThat(bus.subscriptions()).isEmpty();
        }
    }

    @Test
    void retriesAndBreakersAreNoPoliciesOfReaders() {
        try (EventBus bus = EventBus.builder().build()) {
            refused(
                    "retry",
                    () -> bus.subscription(String.class)
                            .retry(RetryPolicy.maxAttempts(2))
                            .channel());
            refused(
                    "breaker",
                    () -> bus.subscription(String.class)
                            .breaker(BreakerPolicy.openAtRate(0.5, 10))
                            .flowPublisher());
            refused(
                    "breaker",
                    () -> bus.subscription(String.class)
                            .mode(DeliveryMode.DIRECT)
                            .breaker(BreakerPolicy.openAfterFailures(1))
                            .handle(event -> {}));
        }
    }

    private static void refused(String because, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(because);
    }

    /** A scheduler whose handles do nothing but harm, and which cannot tell the time any more when a test says so. */
    private static final class HarmfulScheduler implements BusScheduler {

        private final ManualScheduler time = new ManualScheduler();
        private final boolean withHandles;
        private final CountDownLatch asked = new CountDownLatch(1);
        private volatile boolean timeless;

        HarmfulScheduler(boolean withHandles) {
            this.withHandles = withHandles;
        }

        @Override
        public long nanoTime() {
            if (timeless) {
                throw new IllegalStateException("expected");
            }
            return time.nanoTime();
        }

        @Override
        @SuppressWarnings("NullAway") // what a user's scheduler must not give
        public Cancellable schedule(Runnable task, long delayNanos) {
            asked.countDown();
            time.schedule(task, delayNanos);
            return withHandles
                    ? () -> {
                        throw new IllegalStateException("expected");
                    }
                    : null;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void handlesOfASchedulerThatDoNotWorkKeepNobodyFromEnding(boolean withHandles) throws Exception {
        HarmfulScheduler scheduler = new HarmfulScheduler(withHandles);
        EventBus bus = EventBus.builder().scheduler(scheduler).build();
        CountDownLatch failed = new CountDownLatch(3);
        Subscription retried = bus.subscription(Integer.class)
                .concurrency(2)
                .key(event -> event % 3)
                .retry(RetryPolicy.maxAttempts(2).delay(Duration.ofSeconds(20)).jitter(0))
                .handle(event -> {
                    failed.countDown();
                    throw new IllegalStateException("expected");
                });
        for (int event = 0; event < 3; event++) {
            bus.publish(event);
        }
        CompletionStage<PublishReport> left = bus.publishAndTrack(3);
        Gate.await(failed);
        scheduler.time.awaitTaskIn(Duration.ofSeconds(20));
        retried.cancel();
        assertThat(left.toCompletableFuture().get(30, TimeUnit.SECONDS).deliveries())
                .hasSize(1);
        assertThat(bus.awaitIdle(Duration.ofDays(1))).isTrue();
        assertThat(bus.deadLetters().size()).isEqualTo(4);
        bus.close();
        assertThat(retried.stats().failed()).isEqualTo(3);
        assertThat(retried.stats().discarded()).isEqualTo(1);
        Ledger.assertSum(retried.stats());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void handlesOfASchedulerThatDoNotWorkDoNotReachWhoWaitsForRoom(boolean withHandles) throws Exception {
        HarmfulScheduler scheduler = new HarmfulScheduler(withHandles);
        EventBus bus = EventBus.builder().scheduler(scheduler).build();
        bus.subscription(Integer.class)
                .capacity(1)
                .overflow(Overflow.BLOCK)
                .blockFor(Duration.ofMillis(100))
                .handle(event -> gate.pass());
        bus.publish(1);
        gate.awaitArrival();
        bus.publish(2);
        CompletableFuture<PublishResult> third = CompletableFuture.supplyAsync(() -> bus.publish(3), Gate.NEW_THREAD);
        scheduler.time.awaitTaskIn(Duration.ofMillis(100));
        scheduler.time.advance(Duration.ofMillis(100));
        assertThat(third.get(30, TimeUnit.SECONDS).dropped()).isEqualTo(1);
        gate.open();
        assertThat(bus.close(Duration.ofDays(1)).discarded()).isZero();
    }

    /** It is counted as delivered, and so must not be lost. */
    @Test
    void aReceiverGetsWhatItHasTakenThoughNobodyCanTellTheTime() throws Exception {
        HarmfulScheduler scheduler = new HarmfulScheduler(true);
        try (EventBus bus = EventBus.builder().scheduler(scheduler).build()) {
            Channel<Integer> channel = bus.subscription(Integer.class).channel();
            CompletableFuture<Integer> received = new CompletableFuture<>();
            Gate.NEW_THREAD.execute(() -> {
                try {
                    received.complete(channel.receive(Duration.ofDays(1)));
                } catch (Throwable failure) {
                    received.completeExceptionally(failure);
                }
            });
            Gate.await(scheduler.asked);
            scheduler.timeless = true;
            bus.publish(1);
            assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a user's clock must not give
    void theSystemsClockStandsInForOneThatGivesNothing() throws Exception {
        AtomicReference<Instant> publishedAt = new AtomicReference<>();
        try (EventBus bus = EventBus.builder().clock(() -> null).build()) {
            bus.subscribe(Integer.class, (event, context) -> {
                publishedAt.set(context.publishedAt());
                throw new IllegalStateException("expected");
            });
            bus.publish(1);
            awaitIdle(bus);
            DeadLetter letter = bus.deadLetters().snapshot().get(0);
            assertThat(letter.lostAt()).isAfterOrEqualTo(publishedAt.get());
        }
    }

    @Event(value = "keyed", key = "order")
    record Keyed(String order) {}

    private static final class KeyedIndex implements SubscriberIndex {

        @Override
        public int abi() {
            return ABI;
        }

        @Override
        public void describe(IndexContents contents) {
            contents.event(Keyed.class.getName(), "keyed", 1);
        }

        @Override
        public EventDescriptor event(int event) {
            return new EventDescriptor() {
                @Override
                public Class<?> type() {
                    return Keyed.class;
                }

                @Override
                public boolean hasKey() {
                    return true;
                }

                @Override
                public Object key(Object keyed) {
                    return ((Keyed) keyed).order();
                }
            };
        }
    }

    /** A batch would take events of several keys and give one of these back. */
    @Test
    void concurrentBatchesOfATypeWithAKeyAreRefused() throws Exception {
        try (EventBus bus = EventBus.builder().index(new KeyedIndex()).build()) {
            refused(
                    "a key with concurrency above 1",
                    () -> bus.subscription(Keyed.class).concurrency(2).handleBatch(2, events -> {}));
            assertThat(bus.subscriptions()).isEmpty();
            Subscription alone = bus.subscription(Keyed.class).handleBatch(2, events -> {});
            bus.publish(new Keyed("1"));
            bus.publish(new Keyed("2"));
            awaitIdle(bus);
            assertThat(alone.stats().delivered()).isEqualTo(2);
        }
    }
}

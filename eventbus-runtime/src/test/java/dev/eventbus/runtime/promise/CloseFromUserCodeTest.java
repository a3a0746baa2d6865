package dev.eventbus.runtime.promise;

import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BreakerPolicy;
import dev.eventbus.BusClosedException;
import dev.eventbus.BusListener;
import dev.eventbus.BusScheduler;
import dev.eventbus.CloseReport;
import dev.eventbus.ContextCarrier;
import dev.eventbus.DeliveryMode;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.ManualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 7: close returns in its time, wherever user code calls it from. */
class CloseFromUserCodeTest {

    private static final Duration TIME = Duration.ofMillis(200);
    private static final int MOST_CALLS = 20;

    private final AtomicReference<@Nullable EventBus> bus = new AtomicReference<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final CompletableFuture<CloseReport> closed = new CompletableFuture<>();
    private final Gate gate = new Gate();

    @AfterEach
    void letGo() {
        gate.open();
    }

    /** What user code does, wherever it is: also when it is called by closing. */
    private void close() {
        EventBus known = bus.get();
        // The others, once it is closed, would be told by no exception.
        if (known != null && calls.incrementAndGet() <= MOST_CALLS) {
            closed.complete(known.close(TIME));
        }
    }

    private EventBus open(EventBus.Builder builder) {
        return builder.build();
    }

    private void assertCloses(EventBus closing) throws Exception {
        closed.get(30, TimeUnit.SECONDS);
        assertThat(closing.isClosed()).isTrue();
        // For those who close it later too.
        closing.close(TIME);
    }

    private final class Key {

        @Override
        public int hashCode() {
            if (place == KeyPlace.HASH_CODE) {
                close();
            }
            return 1;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (place == KeyPlace.EQUALS) {
                close();
            }
            return other instanceof Key;
        }
    }

    private enum KeyPlace {
        FUNCTION,
        HASH_CODE,
        EQUALS
    }

    private KeyPlace place = KeyPlace.FUNCTION;

    private Object key(Object event) {
        if (place == KeyPlace.FUNCTION) {
            close();
        }
        return new Key();
    }

    @ParameterizedTest
    @EnumSource
    void fromTheKeyOfAnyPolicy(KeyPlace where) throws Exception {
        place = where;
        for (Overflow overflow : Overflow.values()) {
            for (boolean pulled : new boolean[] {false, true}) {
                if (pulled && overflow != Overflow.CONFLATE) {
                    continue;
                }
                calls.set(0);
                EventBus opened = open(EventBus.builder());
                SubscriptionBuilder<Integer> builder = opened.subscription(Integer.class)
                        .overflow(overflow)
                        .capacity(2)
                        .key(this::key);
                if (overflow == Overflow.BLOCK) {
                    builder.blockFor(Duration.ofMillis(50));
                }
                if (pulled) {
                    builder.channel();
                } else {
                    builder.concurrency(overflow == Overflow.CONFLATE ? 1 : 2).handle(event -> Thread.sleep(1));
                }
                CompletableFuture<?> publishing = CompletableFuture.runAsync(
                        () -> {
                            opened.publish(1);
                            opened.publish(2);
                            opened.publish(3);
                            bus.set(opened);
                            for (int i = 0; i < 100 && !opened.isClosed(); i++) {
                                opened.publish(i);
                            }
                        },
                        Gate.NEW_THREAD);
                try {
                    publishing.get(30, TimeUnit.SECONDS);
                } catch (ExecutionException refused) {
                    assertThat(refused).hasCauseInstanceOf(BusClosedException.class);
                }
                opened.close(TIME);
                bus.set(null);
            }
        }
        assertThat(closed).isDone();
    }

    /** A drain is about to take while the key is compared. */
    @ParameterizedTest
    @EnumSource(names = {"DROP_NEWEST", "DROP_OLDEST", "CONFLATE"})
    void fromEqualsWhileADrainTakes(Overflow overflow) throws Exception {
        EventBus opened = EventBus.builder().build();
        AtomicReference<@Nullable Runnable> inEquals = new AtomicReference<>();
        CountDownLatch handled = new CountDownLatch(1);
        record Compared(AtomicReference<@Nullable Runnable> action) {
            @Override
            public int hashCode() {
                return 1;
            }

            @Override
            public boolean equals(@Nullable Object other) {
                Runnable now = action.getAndSet(null);
                if (now != null) {
                    now.run();
                }
                return true;
            }
        }
        Subscription subscription = opened.subscription(Integer.class)
                .overflow(overflow)
                .key(event -> new Compared(inEquals))
                .concurrency(overflow == Overflow.CONFLATE ? 1 : 2)
                .handle(event -> handled.countDown());
        subscription.pause();
        opened.publish(1);
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        CompletableFuture<CloseReport> inside = new CompletableFuture<>();
        inEquals.set(() -> {
            subscription.resume();
            try {
                taken.complete(handled.await(10, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                taken.completeExceptionally(e);
            }
            inside.complete(opened.close(TIME));
        });
        CompletableFuture<?> publishing = CompletableFuture.runAsync(() -> opened.publish(2), Gate.NEW_THREAD);
        inside.get(30, TimeUnit.SECONDS);
        assertThat(taken.get()).as("a comparison holds up no drain").isTrue();
        publishing.exceptionally(refused -> null).get(30, TimeUnit.SECONDS);
    }

    @Test
    void fromAnotherThreadWhileEqualsNeverReturns() throws Exception {
        EventBus opened = EventBus.builder().build();
        final class Endless {
            @Override
            public int hashCode() {
                return 1;
            }

            @Override
            public boolean equals(@Nullable Object other) {
                gate.passStubbornly();
                return true;
            }
        }
        opened.subscription(Integer.class)
                .overflow(Overflow.CONFLATE)
                .key(event -> new Endless())
                .channel();
        opened.publish(1);
        Gate.NEW_THREAD.execute(() -> {
            try {
                opened.publish(2);
            } catch (RuntimeException closed) {
                // as it may be
            }
        });
        gate.awaitArrival();
        CompletableFuture<CloseReport> closing =
                CompletableFuture.supplyAsync(() -> opened.close(TIME), Gate.NEW_THREAD);
        assertThat(closing.get(30, TimeUnit.SECONDS).unread()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"CHANNEL, true", "CHANNEL, false", "DIRECT, true", "DIRECT, false"})
    void fromAFilterAndAHandler(DeliveryMode mode, boolean inFilter) throws Exception {
        EventBus opened = open(EventBus.builder());
        bus.set(opened);
        opened.subscription(Integer.class)
                .mode(mode)
                .filter(event -> {
                    if (inFilter) {
                        close();
                    }
                    return true;
                })
                .handle(event -> close());
        publish(opened);
        assertCloses(opened);
    }

    private static void publish(EventBus opened) {
        CompletableFuture.runAsync(() -> opened.publish(1), Gate.NEW_THREAD);
    }

    @Test
    void fromAFilterThatIsAskedAboutThePast() throws Exception {
        EventBus opened = open(EventBus.builder().retain(Integer.class, 10));
        opened.publish(1);
        bus.set(opened);
        CompletableFuture.runAsync(
                () -> opened.subscription(Integer.class)
                        .replay(1)
                        .filter(event -> {
                            close();
                            return true;
                        })
                        .handle(event -> {}),
                Gate.NEW_THREAD);
        assertCloses(opened);
    }

    @Test
    void fromAListener() throws Exception {
        EventBus opened = open(EventBus.builder().listener(new BusListener() {
            @Override
            public void onFailed(Subscription subscription, Throwable cause, long count) {
                close();
            }

            @Override
            public void onDropped(Subscription subscription, DropReason reason, long count) {
                close();
            }
        }));
        bus.set(opened);
        opened.subscribe(Integer.class, event -> {
            throw new IllegalStateException("expected");
        });
        publish(opened);
        assertCloses(opened);
    }

    @Test
    void fromTheClock() throws Exception {
        EventBus opened = open(EventBus.builder().clock(() -> {
            close();
            return Instant.EPOCH;
        }));
        bus.set(opened);
        opened.subscribe(Integer.class, (event, context) -> gate.passStubbornly());
        publish(opened);
        assertCloses(opened);
    }

    /** Closing asks the clock itself, for what is left behind. */
    @Test
    void fromTheClockThatClosingAsks() throws Exception {
        EventBus opened = open(EventBus.builder().clock(() -> {
            close();
            return Instant.EPOCH;
        }));
        Subscription paused = opened.subscribe(Integer.class, event -> {});
        paused.pause();
        opened.publish(1);
        bus.set(opened);
        CompletableFuture.runAsync(() -> opened.close(TIME), Gate.NEW_THREAD);
        assertCloses(opened);
        assertThat(paused.stats().discarded()).isEqualTo(1);
    }

    @Test
    void fromAnExecutor() throws Exception {
        Executor executor = task -> {
            close();
            new Thread(task).start();
        };
        EventBus opened = open(EventBus.builder().executor(executor));
        bus.set(opened);
        opened.subscribe(Integer.class, event -> {});
        publish(opened);
        assertCloses(opened);
    }

    @Test
    void fromAnExecutorThatClosingCalls() throws Exception {
        Executor executor = task -> {
            close();
            new Thread(task).start();
        };
        ManualScheduler time = new ManualScheduler();
        EventBus opened = open(EventBus.builder().executor(executor).scheduler(time));
        opened.subscription(Integer.class)
                .retry(RetryPolicy.maxAttempts(3).delay(Duration.ofSeconds(1)).jitter(0))
                .handle(event -> {
                    throw new IllegalStateException("expected");
                });
        opened.publish(1);
        time.awaitTaskIn(Duration.ofSeconds(1));
        bus.set(opened);
        CompletableFuture.runAsync(() -> opened.close(Duration.ZERO), Gate.NEW_THREAD);
        assertCloses(opened);
    }

    @Test
    void fromAThreadFactory() throws Exception {
        EventBus opened = open(EventBus.builder().threadFactory(task -> {
            close();
            return new Thread(task);
        }));
        bus.set(opened);
        opened.subscribe(Integer.class, event -> {});
        publish(opened);
        assertCloses(opened);
    }

    private final class ClosingScheduler implements BusScheduler, AutoCloseable {

        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        private final boolean tellingTime;

        ClosingScheduler(boolean tellingTime) {
            this.tellingTime = tellingTime;
        }

        @Override
        public long nanoTime() {
            if (tellingTime) {
                CloseFromUserCodeTest.this.close();
            }
            return System.nanoTime();
        }

        @Override
        public Cancellable schedule(Runnable task, long delayNanos) {
            if (!tellingTime) {
                CloseFromUserCodeTest.this.close();
            }
            var future = thread.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fromAScheduler(boolean tellingTime) throws Exception {
        try (ClosingScheduler scheduler = new ClosingScheduler(tellingTime)) {
            EventBus opened = open(EventBus.builder().scheduler(scheduler));
            opened.subscription(Integer.class)
                    .retry(RetryPolicy.maxAttempts(3).delay(Duration.ofMillis(1)))
                    .breaker(BreakerPolicy.openAfterFailures(2))
                    .timeout(Duration.ofSeconds(1))
                    .handle(event -> {
                        throw new IllegalStateException("expected");
                    });
            bus.set(opened);
            publish(opened);
            assertCloses(opened);
        }
    }

    /** A retry's handler runs in the scheduler's only thread, whose next task would be to say that the time is up. */
    @Test
    void fromAHandlerInTheSchedulersOwnThread() throws Exception {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        try {
            BusScheduler scheduler = new BusScheduler() {
                @Override
                public long nanoTime() {
                    return System.nanoTime();
                }

                @Override
                public Cancellable schedule(Runnable task, long delayNanos) {
                    var future = thread.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
                    return () -> future.cancel(false);
                }
            };
            EventBus opened = open(EventBus.builder().scheduler(scheduler).executor(Runnable::run));
            opened.subscription(String.class).handle(event -> gate.passStubbornly());
            Gate.NEW_THREAD.execute(() -> opened.publish("busy"));
            gate.awaitArrival();
            opened.subscription(Integer.class)
                    .retry(RetryPolicy.maxAttempts(2).delay(Duration.ofMillis(1)))
                    .handle((event, context) -> {
                        if (context.attempt() == 1) {
                            throw new IllegalStateException("expected");
                        }
                        close();
                    });
            bus.set(opened);
            publish(opened);
            assertCloses(opened);
        } finally {
            thread.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fromACarrier(boolean capturing) throws Exception {
        EventBus opened = open(EventBus.builder().carry(new ContextCarrier() {
            @Override
            public Object capture() {
                if (capturing) {
                    CloseFromUserCodeTest.this.close();
                }
                return "carried";
            }

            @Override
            public Runnable restore(Object captured) {
                CloseFromUserCodeTest.this.close();
                return CloseFromUserCodeTest.this::close;
            }
        }));
        bus.set(opened);
        opened.subscribe(Integer.class, event -> {});
        publish(opened);
        assertCloses(opened);
    }

    @Test
    void fromWhatDependsOnAHandlersStage() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CountDownLatch returned = new CountDownLatch(1);
        EventBus opened = open(EventBus.builder());
        opened.subscription(Integer.class).handleAsync(event -> {
            returned.countDown();
            return stage;
        });
        opened.publish(1);
        Gate.await(returned);
        bus.set(opened);
        stage.whenComplete((result, failure) -> close());
        CompletableFuture.runAsync(() -> stage.complete("done"), Gate.NEW_THREAD);
        assertCloses(opened);
    }

    @Test
    void fromWhatDependsOnATrackedPublish() throws Exception {
        EventBus opened = open(EventBus.builder());
        bus.set(opened);
        opened.subscribe(Integer.class, event -> {});
        opened.publishAndTrack(1).thenRun(this::close);
        assertCloses(opened);
    }

    private enum Signal {
        ON_SUBSCRIBE,
        ON_NEXT,
        ON_COMPLETE
    }

    @ParameterizedTest
    @EnumSource
    void fromTheSubscriberOfAStream(Signal signal) throws Exception {
        EventBus opened = open(EventBus.builder());
        bus.set(opened);
        Flow.Subscriber<Integer> subscriber = new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription demand) {
                demand.request(1);
                if (signal == Signal.ON_SUBSCRIBE) {
                    close();
                }
            }

            @Override
            public void onNext(Integer event) {
                if (signal == Signal.ON_NEXT) {
                    close();
                }
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {
                close();
            }
        };
        CompletableFuture.runAsync(
                () -> {
                    opened.subscription(Integer.class).flowPublisher().subscribe(subscriber);
                    if (signal == Signal.ON_NEXT) {
                        opened.publish(1);
                    } else {
                        opened.close(TIME);
                    }
                },
                Gate.NEW_THREAD);
        assertCloses(opened);
    }

    /** Each has its own time, whoever was first. */
    @Test
    void aSecondThatHasLessTimeThanTheFirstReturnsEarlier() throws Exception {
        EventBus opened = open(EventBus.builder());
        opened.subscribe(Integer.class, event -> gate.passStubbornly());
        opened.publish(1);
        gate.awaitArrival();
        CompletableFuture<CloseReport> first =
                CompletableFuture.supplyAsync(() -> opened.close(Duration.ofDays(1)), Gate.NEW_THREAD);
        until(() -> opened.isClosed());
        CompletableFuture<CloseReport> second =
                CompletableFuture.supplyAsync(() -> opened.close(Duration.ZERO), Gate.NEW_THREAD);
        assertThat(second.get(30, TimeUnit.SECONDS).inProgress()).isEqualTo(1);
        assertThat(first).isNotDone();
        gate.open();
        assertThat(first.get(30, TimeUnit.SECONDS).isComplete()).isTrue();
    }

    /** Closing does not wait for its end, but its deadline stands. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPendingStageIsEndedAtItsTimeThoughTheBusIsClosed(boolean lateStage) throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        EventBus opened = open(EventBus.builder());
        Subscription subscription = opened.subscription(Integer.class)
                .timeout(Duration.ofMillis(1_500))
                .handleAsync(event -> {
                    if (lateStage) {
                        gate.passStubbornly();
                    } else {
                        gate.open();
                    }
                    return stage;
                });
        opened.publish(1);
        if (lateStage) {
            gate.awaitArrival();
        } else {
            gate.pass();
        }
        CloseReport report = opened.close(Duration.ZERO);
        assertThat(report.inProgress()).isEqualTo(1);
        assertThat(stage).isNotDone();
        gate.open();
        assertThat(stage).failsWithin(Duration.ofSeconds(30));
        assertThat(stage.isCancelled()).isTrue();
        until(() -> subscription.stats().inProgress() == 0);
        assertThat(subscription.stats().failed()).isEqualTo(1);
        assertThat(opened.deadLetters().snapshot())
                .singleElement()
                .satisfies(letter -> assertThat(letter.cause()).isInstanceOf(TimeoutException.class));
    }

    @Test
    void soIsOneOfABusWithAUsersScheduler() throws Exception {
        ManualScheduler time = new ManualScheduler();
        CompletableFuture<String> stage = new CompletableFuture<>();
        EventBus opened = open(EventBus.builder().scheduler(time));
        opened.subscription(Integer.class).timeout(Duration.ofSeconds(10)).handleAsync(event -> stage);
        opened.publish(1);
        time.awaitTaskIn(Duration.ofSeconds(10));
        opened.close(Duration.ZERO);
        time.advance(Duration.ofMillis(9_999));
        assertThat(stage).isNotDone();
        time.advance(Duration.ofMillis(1));
        assertThat(stage).failsWithin(Duration.ofSeconds(30));
    }
}

package dev.eventbus.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventbus.BusClosedException;
import dev.eventbus.CloseReport;
import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.Gate;
import dev.eventbus.testing.Publishers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Publishing, handling and ending stages where the stack is nearly exhausted: whatever breaks off, the channel is
 * usable after it.
 */
class ExhaustedStackTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long STACK_BYTES = 512 * 1024;
    private static final int DEPTHS = 200;
    private static final int ROUNDS = 1;

    /** Runs something at each of the deepest calls that the stack has room for, from the innermost outwards. */
    private static void dive(Runnable action, int[] left) {
        try {
            dive(action, left);
        } catch (StackOverflowError bottom) {
            // As deep as it goes.
        }
        if (left[0] > 0) {
            left[0]--;
            try {
                action.run();
            } catch (Throwable exhausted) {
                // Expected.
            }
        }
    }

    private static void inADeepThread(Runnable action) throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        dive(action, new int[] {DEPTHS});
                    }
                },
                "deep",
                STACK_BYTES);
        thread.setUncaughtExceptionHandler((ended, thrown) -> failure.set(thrown));
        thread.start();
        thread.join();
        assertThat(failure.get()).isNull();
    }

    /** A class that is used for the first time where there is no stack is broken for good, in any program. */
    @BeforeAll
    static void useAllClasses() throws Exception {
        for (Executor executor : new Executor[] {null, Runnable::run}) {
            EventBus bus = bus(executor);
            Gate gate = new Gate();
            shapes().forEach(shape -> shape.shape().subscribe(bus.subscription(Integer.class), new AtomicInteger()));
            bus.subscription(String.class).capacity(1).handle(event -> gate.pass());
            Publishers inTheHandler = Publishers.start(() -> bus.publish("a"));
            gate.awaitArrival();
            for (int event = 0; event < 8; event++) {
                bus.publish(event);
                bus.publish("b");
                bus.publish('c');
            }
            gate.open();
            inTheHandler.join();
            bus.publishAndTrack(1).toCompletableFuture().get();
            assertThat(bus.awaitIdle(PATIENCE)).isTrue();
            bus.close();
        }
    }

    /** How a subscription handles its events. */
    private interface Shape {
        Subscription subscribe(SubscriptionBuilder<Integer> builder, AtomicInteger handled);
    }

    private static Shape plain() {
        return (builder, handled) -> builder.handle(event -> {
            handled.incrementAndGet();
        });
    }

    private record Case(String name, Shape shape) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Case> shapes() {
        return Stream.of(
                new Case("plain", plain()),
                new Case("small", (b, n) -> plain().subscribe(b.capacity(2), n)),
                new Case("concurrent", (b, n) -> plain().subscribe(b.concurrency(3), n)),
                new Case(
                        "batch",
                        (b, n) -> b.handleBatch(4, events -> {
                            n.addAndGet(events.size());
                        })),
                new Case(
                        "context",
                        (b, n) -> b.handle((event, context) -> {
                            n.incrementAndGet();
                        })),
                new Case(
                        "failing",
                        (b, n) -> b.handle(event -> {
                            n.incrementAndGet();
                            throw new IllegalStateException("expected");
                        })),
                new Case(
                        "retried",
                        (b, n) -> b.retry(RetryPolicy.maxAttempts(2).delay(Duration.ofMillis(1)))
                                .handle(event -> {
                                    n.incrementAndGet();
                                    throw new IllegalStateException("expected");
                                })),
                new Case("deadline", (b, n) -> plain().subscribe(b.timeout(Duration.ofMillis(10_000)), n)),
                new Case(
                        "stage",
                        (b, n) -> b.handleAsync(event -> {
                            n.incrementAndGet();
                            return CompletableFuture.completedFuture(null);
                        })),
                new Case("direct", (b, n) -> plain().subscribe(b.mode(DeliveryMode.DIRECT), n)));
    }

    private static Stream<Arguments> shapesAndExecutors() {
        return Stream.concat(
                shapes().map(shape -> Arguments.of(shape, "in the caller")),
                shapes().limit(1)
                        .flatMap(shape -> Stream.of("in a full pool", "in the bus's threads")
                                .map(executor -> Arguments.of(shape, executor))));
    }

    private static EventBus bus(Executor executor) {
        EventBus.Builder builder = EventBus.builder();
        return (executor == null ? builder : builder.executor(executor)).build();
    }

    private static void assertUsable(EventBus bus, Subscription subscription, AtomicInteger handled) throws Exception {
        assertThat(bus.awaitIdle(PATIENCE)).as("idle: %s", subscription.stats()).isTrue();
        assertAddsUp(subscription.stats());
        int before = handled.get();
        for (int event = 0; event < 8; event++) {
            assertThat(bus.publish(event).accepted()).isOne();
            assertThat(bus.awaitIdle(PATIENCE)).isTrue();
        }
        assertThat(handled.get() - before).isGreaterThanOrEqualTo(8);
        CloseReport report = bus.close(PATIENCE);
        assertThat(report.isComplete()).as("complete: %s", report).isTrue();
        assertAddsUp(subscription.stats());
    }

    private static void assertAddsUp(SubscriptionStats stats) {
        assertThat(stats.inProgress()).as("in progress: %s", stats).isZero();
        assertThat(stats.queued()).as("queued: %s", stats).isZero();
        assertThat(stats.matched())
                .as("sum: %s", stats)
                .isEqualTo(
                        stats.delivered() + stats.failed() + stats.dropped() + stats.conflated() + stats.discarded());
    }

    @ParameterizedTest
    @MethodSource("shapesAndExecutors")
    void aPublishThatBreaksOffLeavesTheChannelUsable(Case shape, String where) throws Exception {
        ExecutorService pool = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>(), new ThreadPoolExecutor.CallerRunsPolicy());
        EventBus bus = bus(
                switch (where) {
                    case "in the caller" -> Runnable::run;
                    case "in a full pool" -> pool;
                    default -> null;
                });
        try {
            AtomicInteger handled = new AtomicInteger();
            Subscription subscription = shape.shape().subscribe(bus.subscription(Integer.class), handled);
            for (int event = 0; event < 8; event++) {
                bus.publish(event);
            }
            assertThat(bus.awaitIdle(PATIENCE)).isTrue();
            AtomicInteger number = new AtomicInteger();
            inADeepThread(() -> bus.publish(number.getAndIncrement()));
            assertUsable(bus, subscription, handled);
        } finally {
            bus.close(Duration.ZERO);
            pool.shutdownNow();
        }
    }

    @Test
    void aPublishThatBreaksOffWhileItWaitsForRoomIsNotWaitedFor() throws Exception {
        try (EventBus bus = EventBus.builder().build()) {
            Gate gate = new Gate();
            AtomicInteger handled = new AtomicInteger();
            Subscription subscription = bus.subscription(Integer.class)
                    .capacity(1)
                    .overflow(Overflow.BLOCK)
                    .blockFor(Duration.ofMillis(1))
                    .handle(event -> {
                        if (handled.getAndIncrement() == 0) {
                            gate.pass();
                        }
                    });
            bus.publish(0);
            gate.awaitArrival();
            bus.publish(1);
            // The channel is full: waits and gives up, the ordinary way first.
            bus.publish(2);
            AtomicInteger number = new AtomicInteger(3);
            inADeepThread(() -> bus.publish(number.getAndIncrement()));
            gate.open();
            assertUsable(bus, subscription, handled);
        }
    }

    @Test
    void aCloseThatFindsNoStackCanBeRepeated() throws Exception {
        EventBus bus = bus(null);
        Subscription subscription = bus.subscribe(Integer.class, (Integer event) -> {});
        inADeepThread(bus::close);
        bus.close(PATIENCE);
        assertThat(subscription.isActive()).isFalse();
        assertThatThrownBy(() -> bus.publish(1)).isInstanceOf(BusClosedException.class);
    }
}

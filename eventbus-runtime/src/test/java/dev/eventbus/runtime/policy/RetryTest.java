package dev.eventbus.runtime.policy;

import static dev.eventbus.runtime.Ledger.assertCounts;
import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.CloseReport;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.PublishReport;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import dev.eventbus.runtime.ManualScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A failed delivery is tried again: later, in its place, without a thread that waits. */
class RetryTest {

    private static final RetryPolicy THREE =
            RetryPolicy.maxAttempts(3).delay(Duration.ofMillis(100)).jitter(0);

    private final ManualScheduler time = new ManualScheduler();
    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

    private String nextCall() throws InterruptedException {
        String call = calls.poll(30, TimeUnit.SECONDS);
        assertThat(call).as("the handler is called").isNotNull();
        return call;
    }

    private static IllegalStateException expected() {
        return new IllegalStateException("expected");
    }

    @Test
    void anEventIsTriedAgainAfterGrowingWaitsAndLaterOnesStayBehindIt() throws Exception {
        EventBus bus = EventBus.builder().scheduler(time).build();
        Subscription subscription = bus.subscription(Integer.class).retry(THREE).handle((event, context) -> {
            calls.add(event + "#" + context.attempt());
            if (event == 1 && context.attempt() < 3) {
                throw expected();
            }
        });
        bus.publish(1);
        bus.publish(2);
        assertThat(nextCall()).isEqualTo("1#1");
        time.awaitTaskIn(Duration.ofMillis(100));
        time.advance(Duration.ofMillis(99));
        assertThat(calls).isEmpty();
        assertThat(subscription.stats().inProgress()).isEqualTo(1);
        time.advance(Duration.ofMillis(1));
        assertThat(nextCall()).isEqualTo("1#2");
        time.awaitTaskIn(Duration.ofMillis(200));
        time.advance(Duration.ofMillis(199));
        assertThat(calls).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(nextCall()).isEqualTo("1#3");
        assertThat(nextCall()).isEqualTo("2#1");
        bus.close();
        assertCounts(subscription.stats(), 2, 0, 2);
    }

    @Test
    void afterTheLastAttemptItCountsAsFailedOnceAndTheNextEventComes() throws Exception {
        EventBus bus = EventBus.builder().build();
        Subscription subscription = bus.subscription(Integer.class)
                .retry(RetryPolicy.maxAttempts(4).delay(Duration.ZERO))
                .handle((event, context) -> {
                    calls.add(event + "#" + context.attempt());
                    throw expected();
                });
        bus.publish(1);
        bus.publish(2);
        awaitIdle(bus);
        assertThat(calls).containsExactly("1#1", "1#2", "1#3", "1#4", "2#1", "2#2", "2#3", "2#4");
        bus.close();
        assertCounts(subscription.stats(), 0, 2, 6);
    }

    @Test
    void onlyFailuresThatAreMeantAreTriedAgain() throws Exception {
        List<Throwable> uncaught = new ArrayList<>();
        EventBus bus = EventBus.builder()
                .threadFactory(task -> {
                    Thread thread = new Thread(task);
                    thread.setUncaughtExceptionHandler((of, failure) -> uncaught.add(failure));
                    return thread;
                })
                .build();
        Subscription subscription = bus.subscription(Throwable.class)
                .retry(RetryPolicy.maxAttempts(2)
                        .delay(Duration.ZERO)
                        .retryOn(Exception.class, Error.class)
                        .abortOn(IOException.class))
                .handle((event, context) -> {
                    calls.add(event.getClass().getSimpleName());
                    throw RetryTest.<RuntimeException>sneaky(event);
                });
        bus.publish(expected());
        bus.publish(new IOException("expected"));
        bus.publish(new AssertionError("expected"));
        bus.publish(new StackOverflowError("expected"));
        OutOfMemoryError fatal = new OutOfMemoryError("expected");
        bus.publish(fatal);
        awaitIdle(bus);
        assertThat(calls)
                .containsExactly(
                        "IllegalStateException",
                        "IllegalStateException",
                        "IOException",
                        "AssertionError",
                        "AssertionError",
                        "StackOverflowError",
                        "StackOverflowError",
                        "OutOfMemoryError");
        bus.close();
        assertThat(uncaught).containsExactly(fatal);
        assertCounts(subscription.stats(), 0, 5, 3);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    void otherKeysGoOnWhileOneWaits() throws Exception {
        EventBus bus = EventBus.builder().scheduler(time).build();
        Subscription subscription = bus.subscription(String.class)
                .concurrency(2)
                .key(event -> event.charAt(0))
                .retry(THREE)
                .handle((event, context) -> {
                    calls.add(event + "#" + context.attempt());
                    if (event.equals("a1") && context.attempt() == 1) {
                        throw expected();
                    }
                });
        bus.publish("a1");
        assertThat(nextCall()).isEqualTo("a1#1");
        time.awaitTaskIn(Duration.ofMillis(100));
        bus.publish("a2");
        for (int i = 0; i < 10; i++) {
            bus.publish("b" + i);
            assertThat(nextCall()).isEqualTo("b" + i + "#1");
        }
        assertThat(calls).isEmpty();
        time.advance(Duration.ofMillis(100));
        assertThat(nextCall()).isEqualTo("a1#2");
        assertThat(nextCall()).isEqualTo("a2#1");
        bus.close();
        assertCounts(subscription.stats(), 12, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void underConflateANewerValueReplacesOneThatWaits(boolean keyed) throws Exception {
        EventBus bus = EventBus.builder().scheduler(time).build();
        var builder = bus.subscription(String.class).overflow(Overflow.CONFLATE).retry(THREE);
        if (keyed) {
            builder.key(event -> event.charAt(0));
        }
        Subscription subscription = builder.handle((event, context) -> {
            calls.add(event + "#" + context.attempt());
            if (event.equals("a1")) {
                throw expected();
            }
        });
        CompletableFuture<PublishReport> first = bus.publishAndTrack("a1").toCompletableFuture();
        assertThat(nextCall()).isEqualTo("a1#1");
        time.awaitTaskIn(Duration.ofMillis(100));
        bus.publish("a2");
        bus.publish("a3");
        time.advance(Duration.ofMillis(100));
        assertThat(nextCall()).isEqualTo("a3#1");
        assertThat(first.get(30, TimeUnit.SECONDS).deliveries().get(0).outcome())
                .isEqualTo(PublishReport.Outcome.CONFLATED);
        bus.close();
        assertThat(calls).isEmpty();
        assertCounts(subscription.stats(), 1, 0, 0);
        assertThat(subscription.stats().conflated()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoCancelsGivesWhatWaitsItsLastAttemptAtOnce(boolean keyed) throws Exception {
        EventBus bus = EventBus.builder().scheduler(time).build();
        var builder = bus.subscription(Integer.class)
                .retry(RetryPolicy.unlimited()
                        .maxDelay(Duration.ofDays(1))
                        .delay(Duration.ofDays(1))
                        .jitter(0));
        if (keyed) {
            builder.concurrency(2).key(event -> event);
        }
        Subscription subscription = builder.handle((event, context) -> {
            calls.add(event + "#" + context.attempt());
            throw expected();
        });
        bus.publish(1);
        assertThat(nextCall()).isEqualTo("1#1");
        time.awaitTaskIn(Duration.ofDays(1));
        subscription.cancel();
        assertThat(nextCall()).isEqualTo("1#2");
        bus.close();
        assertThat(calls).isEmpty();
        assertCounts(subscription.stats(), 0, 1, 1);
    }

    /**
     * Many keys wait to be tried again, and events behind each: last attempts come to all of them at once, in their
     * order.
     */
    @Test
    void closingTriesWhatWaitsALastTimeAndThenWhatIsBehindIt() throws Exception {
        EventBus bus = EventBus.builder().scheduler(time).build();
        int keys = 10;
        Map<Integer, List<String>> ofKey = new ConcurrentHashMap<>();
        Subscription subscription = bus.subscription(Integer.class)
                .concurrency(2)
                .key(event -> event % keys)
                .retry(RetryPolicy.unlimited()
                        .maxDelay(Duration.ofDays(1))
                        .delay(Duration.ofDays(1))
                        .jitter(0))
                .handle((event, context) -> {
                    ofKey.computeIfAbsent(event % keys, key -> new ArrayList<>())
                            .add(event + "#" + context.attempt());
                    throw expected();
                });
        for (int event = 0; event < 2 * keys; event++) {
            bus.publish(event);
        }
        time.awaitTasksIn(keys, Duration.ofDays(1));
        CompletableFuture<CloseReport> closing =
                CompletableFuture.supplyAsync(() -> bus.close(Duration.ofHours(1)), Gate.NEW_THREAD);
        Duration untilLastAttempts = Duration.ofHours(1).minusSeconds(1);
        time.awaitTaskIn(untilLastAttempts);
        time.advance(untilLastAttempts);
        assertThat(closing.get().isComplete()).isTrue();
        assertThat(ofKey).hasSize(keys).allSatisfy((key, called) -> {
            int behind = key + keys;
            assertThat(called).containsExactly(key + "#1", key + "#2", behind + "#1");
        });
        assertCounts(subscription.stats(), 0, 2L * keys, keys);
    }

    @Test
    void aBatchIsTriedAgainAsAWhole() throws Exception {
        Gate gate = new Gate();
        EventBus bus = EventBus.builder().build();
        AtomicInteger call = new AtomicInteger();
        List<List<Integer>> batches = new ArrayList<>();
        Subscription subscription = bus.subscription(Integer.class)
                .retry(RetryPolicy.maxAttempts(2).delay(Duration.ofMillis(1)))
                .handleBatch(3, events -> {
                    batches.add(events);
                    if (call.incrementAndGet() == 1) {
                        gate.pass();
                    }
                    if (call.get() == 2) {
                        throw expected();
                    }
                });
        bus.publish(0);
        gate.awaitArrival();
        for (int i = 1; i <= 4; i++) {
            bus.publish(i);
        }
        gate.open();
        awaitIdle(bus);
        bus.close();
        assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 3), List.of(1, 2, 3), List.of(4));
        assertCounts(subscription.stats(), 5, 0, 1);
    }

    @Test
    void aStageThatFailsIsTriedAgainAndATrackerIsToldTheEnd() throws Exception {
        EventBus bus = EventBus.builder().build();
        AtomicInteger attempts = new AtomicInteger();
        Subscription subscription = bus.subscription(Integer.class)
                .retry(RetryPolicy.maxAttempts(5).delay(Duration.ofMillis(1)))
                .handleAsync(event -> CompletableFuture.runAsync(
                        () -> {
                            if (attempts.incrementAndGet() < 4) {
                                throw expected();
                            }
                        },
                        Gate.NEW_THREAD));
        PublishReport report = bus.publishAndTrack(1).toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(report.deliveries())
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.outcome()).isEqualTo(PublishReport.Outcome.DELIVERED));
        bus.close();
        assertCounts(subscription.stats(), 1, 0, 3);
    }

    /** Whatever fails however often: each event is finished once, and each key keeps its order. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void orderAndCountsStandWhileManyFail(int concurrency) throws Exception {
        EventBus bus = EventBus.builder().build();
        Map<Integer, AtomicInteger> attempts = new ConcurrentHashMap<>();
        Map<Integer, Integer> latest = new ConcurrentHashMap<>();
        AtomicReference<String> broken = new AtomicReference<>();
        var builder = bus.subscription(Integer.class)
                .overflow(Overflow.BLOCK)
                .blockWithoutLimit()
                .capacity(64)
                .concurrency(concurrency)
                .retry(RetryPolicy.maxAttempts(4).delay(Duration.ofNanos(1)).jitter(1));
        if (concurrency > 1) {
            builder.key(event -> event % 13);
        }
        Subscription subscription = builder.handle((event, context) -> {
            int attempt = attempts.computeIfAbsent(event, number -> new AtomicInteger())
                    .incrementAndGet();
            if (attempt != context.attempt()) {
                broken.compareAndSet(null, event + " at attempt " + context.attempt() + ", but call " + attempt);
            }
            Integer before = latest.put(concurrency > 1 ? event % 13 : 0, event);
            if (before != null && before > event) {
                broken.compareAndSet(null, event + " after " + before);
            }
            if (attempt <= event % 6) {
                throw expected();
            }
        });
        int events = 1_200;
        Ledger ledger = new Ledger();
        for (int i = 0; i < events; i++) {
            ledger.note(bus.publish(i));
        }
        assertThat(bus.close(Duration.ofSeconds(60)).isComplete()).isTrue();
        assertThat(broken).hasValue(null);
        SubscriptionStats stats = subscription.stats();
        // Close gives what waits then its last attempt, so that some of the last may have failed earlier.
        assertThat(stats.delivered() + stats.failed()).isEqualTo(events);
        assertThat(stats.failed()).isBetween(events / 6L * 2, events / 6L * 2 + 80);
        ledger.assertBalanced(List.of(stats));
    }

    /** It costs no other event, though that one is not in the channel; and what is older does not win. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRedrivenEventComesBehindOneOfItsKeyThatWaitsToBeTriedAgain(boolean keyed) throws Exception {
        EventBus bus = EventBus.builder().scheduler(time).build();
        SubscriptionBuilder<Integer> builder =
                bus.subscription(Integer.class).overflow(Overflow.CONFLATE).retry(THREE.abortOn(IOException.class));
        Subscription subscription = (keyed ? builder.key(event -> "key") : builder).handle((event, context) -> {
            calls.add(event + "#" + context.attempt() + (context.isRedrive() ? " again" : ""));
            if (event == 1 && !context.isRedrive()) {
                throw new IOException("expected");
            }
            if (event == 2 && context.attempt() == 1) {
                throw expected();
            }
        });
        bus.publish(1);
        assertThat(bus.awaitIdle(Duration.ofDays(1))).isTrue();
        bus.publish(2);
        time.awaitTaskIn(Duration.ofMillis(100));
        assertThat(bus.deadLetters().redriveAll()).isEqualTo(1);
        time.advance(Duration.ofMillis(100));
        assertThat(bus.awaitIdle(Duration.ofDays(1))).isTrue();
        assertThat(calls).containsExactly("1#1", "2#1", "2#2", "1#1 again");
        assertThat(subscription.stats().conflated()).isZero();
        bus.close();
        assertCounts(subscription.stats(), 2, 1, 1);
    }

    /**
     * A redriven event is replaced by a newer one as any other is, and that one replaces what waits to be tried
     * again.
     */
    @Test
    void aNewerEventReplacesTheRedrivenAndTheRetriedOne() throws Exception {
        EventBus bus = EventBus.builder().scheduler(time).build();
        Subscription subscription = bus.subscription(Integer.class)
                .overflow(Overflow.CONFLATE)
                .retry(THREE.abortOn(IOException.class))
                .handle((event, context) -> {
                    calls.add(event + "#" + context.attempt());
                    if (event == 1) {
                        throw new IOException("expected");
                    }
                    if (event == 2) {
                        throw expected();
                    }
                });
        bus.publish(1);
        assertThat(bus.awaitIdle(Duration.ofDays(1))).isTrue();
        bus.publish(2);
        time.awaitTaskIn(Duration.ofMillis(100));
        assertThat(bus.deadLetters().redriveAll()).isEqualTo(1);
        bus.publish(3);
        time.advance(Duration.ofMillis(100));
        assertThat(bus.awaitIdle(Duration.ofDays(1))).isTrue();
        assertThat(calls).containsExactly("1#1", "2#1", "3#1");
        bus.close();
        assertThat(subscription.stats().conflated()).isEqualTo(2);
        assertCounts(subscription.stats(), 1, 1, 0);
    }
}

package dev.eventbus.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BreakerPolicy;
import dev.eventbus.CloseReport;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import dev.eventbus.runtime.ManualScheduler;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Promise 7: a draining bus retries by policy as long as its time allows, and gives what still waits a last
 * attempt.
 */
class DrainRetryTest {

    private static final Duration TO_CLOSE = Duration.ofSeconds(20);
    private static final Duration UNTIL_LAST_ATTEMPTS = Duration.ofSeconds(19);
    private static final RetryPolicy FIVE = RetryPolicy.maxAttempts(5)
            .delay(Duration.ofMillis(100))
            .multiplier(2)
            .jitter(0);

    private final ManualScheduler time = new ManualScheduler();
    private final EventBus bus = EventBus.builder().scheduler(time).build();
    private final Gate gate = new Gate();
    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger(Integer.MAX_VALUE);

    @AfterEach
    void close() {
        gate.open();
        bus.close(Duration.ZERO);
    }

    private enum Kind {
        PLAIN,
        CONCURRENT,
        KEYED,
        BATCH,
        STAGE,
        DEADLINE
    }

    private Subscription subscribe(Kind kind, RetryPolicy retry) {
        SubscriptionBuilder<Integer> builder = bus.subscription(Integer.class).retry(retry);
        return switch (kind) {
            case PLAIN -> builder.handle((event, context) -> call(event + "#" + context.attempt()));
            case CONCURRENT -> builder.concurrency(2).handle((event, context) -> call(event + "#" + context.attempt()));
            case KEYED ->
                builder.concurrency(2)
                        .key(event -> event)
                        .handle((event, context) -> call(event + "#" + context.attempt()));
            // Not the delay of any retry: tests wait for the task of that.
            case DEADLINE ->
                builder.timeout(Duration.ofHours(2)).handle((event, context) -> call(event + "#" + context.attempt()));
            case BATCH -> {
                AtomicInteger attempt = new AtomicInteger();
                yield builder.handleBatch(2, events -> call(events.get(0) + "#" + attempt.incrementAndGet()));
            }
            case STAGE -> {
                AtomicInteger attempt = new AtomicInteger();
                yield builder.handleAsync(event -> CompletableFuture.runAsync(
                        () -> {
                            try {
                                call(event + "#" + attempt.incrementAndGet());
                            } catch (InterruptedException impossible) {
                                throw new IllegalStateException(impossible);
                            }
                        },
                        Runnable::run));
            }
        };
    }

    private void call(String what) throws InterruptedException {
        calls.add(what);
        gate.pass();
        if (failures.getAndDecrement() > 0) {
            throw new IllegalStateException("expected");
        }
    }

    private String nextCall() throws InterruptedException {
        String call = calls.poll(30, TimeUnit.SECONDS);
        assertThat(call).as("the handler is called").isNotNull();
        return call;
    }

    private CompletableFuture<CloseReport> closing(Duration timeout) throws InterruptedException {
        CompletableFuture<CloseReport> closing =
                CompletableFuture.supplyAsync(() -> bus.close(timeout), Gate.NEW_THREAD);
        time.awaitTaskIn(timeout);
        return closing;
    }

    @ParameterizedTest
    @EnumSource
    void whatFailsForTheFirstTimeIsTriedAgainByPolicy(Kind kind) throws Exception {
        failures.set(3);
        Subscription subscription = subscribe(kind, FIVE);
        bus.publish(1);
        assertThat(nextCall()).isEqualTo("1#1");
        CompletableFuture<CloseReport> closing = closing(TO_CLOSE);
        gate.open();
        for (int attempt = 2; attempt <= 4; attempt++) {
            Duration delay = Duration.ofMillis(100L << (attempt - 2));
            time.awaitTaskIn(delay);
            time.advance(delay.minusMillis(1));
            assertThat(calls).isEmpty();
            assertThat(closing).isNotDone();
            time.advance(Duration.ofMillis(1));
            assertThat(nextCall()).isEqualTo("1#" + attempt);
        }
        assertThat(closing.get().isComplete()).isTrue();
        assertThat(closing.get().elapsed()).isEqualTo(Duration.ofMillis(700));
        assertThat(subscription.stats().delivered()).isEqualTo(1);
        assertThat(subscription.stats().retried()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void afterItsLastAttemptByPolicyItHasFailed(Kind kind) throws Exception {
        gate.open();
        Subscription subscription = subscribe(
                kind, RetryPolicy.maxAttempts(2).delay(Duration.ofMillis(100)).jitter(0));
        bus.publish(1);
        assertThat(nextCall()).isEqualTo("1#1");
        time.awaitTaskIn(Duration.ofMillis(100));
        CompletableFuture<CloseReport> closing = closing(TO_CLOSE);
        time.advance(Duration.ofMillis(100));
        assertThat(nextCall()).isEqualTo("1#2");
        assertThat(closing.get().isComplete()).isTrue();
        assertThat(subscription.stats().failed()).isEqualTo(1);
        assertThat(calls).isEmpty();
    }

    /** It waits already when closing begins; what waits behind it comes after it. */
    @ParameterizedTest
    @EnumSource
    void whatWaitsKeepsItsSchedule(Kind kind) throws Exception {
        gate.open();
        failures.set(1);
        Subscription subscription = subscribe(
                kind, RetryPolicy.maxAttempts(2).delay(Duration.ofSeconds(10)).jitter(0));
        bus.publish(1);
        assertThat(nextCall()).isEqualTo("1#1");
        time.awaitTaskIn(Duration.ofSeconds(10));
        time.advance(Duration.ofSeconds(4));
        CompletableFuture<CloseReport> closing = closing(TO_CLOSE);
        time.advance(Duration.ofMillis(5_999));
        assertThat(calls).isEmpty();
        assertThat(closing).isNotDone();
        time.advance(Duration.ofMillis(1));
        assertThat(nextCall()).isEqualTo("1#2");
        assertThat(closing.get().isComplete()).isTrue();
        assertThat(closing.get().elapsed()).isEqualTo(Duration.ofSeconds(6));
        assertThat(subscription.stats().delivered()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void theLastAttemptComesWhenTheTimeIsNearlyUp(Kind kind) throws Exception {
        gate.open();
        Subscription subscription = subscribe(
                kind,
                RetryPolicy.unlimited()
                        .delay(Duration.ofHours(1))
                        .maxDelay(Duration.ofHours(1))
                        .jitter(0));
        bus.publish(1);
        assertThat(nextCall()).isEqualTo("1#1");
        time.awaitTaskIn(Duration.ofHours(1));
        CompletableFuture<CloseReport> closing = closing(TO_CLOSE);
        time.awaitTaskIn(UNTIL_LAST_ATTEMPTS);
        time.advance(UNTIL_LAST_ATTEMPTS.minusMillis(1));
        assertThat(calls).isEmpty();
        assertThat(closing).isNotDone();
        time.advance(Duration.ofMillis(1));
        assertThat(nextCall()).isEqualTo("1#2");
        CloseReport report = closing.get();
        assertThat(report.isComplete()).isTrue();
        assertThat(report.elapsed()).isEqualTo(UNTIL_LAST_ATTEMPTS);
        assertThat(calls).isEmpty();
        assertThat(subscription.stats().failed()).isEqualTo(1);
        assertThat(subscription.stats().retried()).isEqualTo(1);
        Ledger.assertSum(subscription.stats());
    }

    @Test
    void aRetryWithoutLimitGoesOnUntilThen() throws Exception {
        gate.open();
        subscribe(
                Kind.PLAIN,
                RetryPolicy.unlimited()
                        .delay(Duration.ofSeconds(3))
                        .maxDelay(Duration.ofSeconds(3))
                        .jitter(0));
        bus.publish(1);
        assertThat(nextCall()).isEqualTo("1#1");
        time.awaitTaskIn(Duration.ofSeconds(3));
        CompletableFuture<CloseReport> closing = closing(TO_CLOSE);
        time.awaitTaskIn(UNTIL_LAST_ATTEMPTS);
        for (int attempt = 2; attempt <= 7; attempt++) {
            time.advance(Duration.ofSeconds(3));
            assertThat(nextCall()).isEqualTo("1#" + attempt);
            time.awaitTaskIn(Duration.ofSeconds(3));
        }
        time.advance(Duration.ofSeconds(1));
        assertThat(nextCall()).isEqualTo("1#8");
        assertThat(closing.get().elapsed()).isEqualTo(UNTIL_LAST_ATTEMPTS);
        assertThat(calls).isEmpty();
    }

    @Test
    void withoutTimeTheLastAttemptComesAtOnce() throws Exception {
        gate.open();
        subscribe(Kind.PLAIN, FIVE);
        bus.publish(1);
        assertThat(nextCall()).isEqualTo("1#1");
        time.awaitTask();
        bus.close(Duration.ZERO);
        assertThat(nextCall()).isEqualTo("1#2");
    }

    @Test
    void onTheBusesOwnTimeToo() throws Exception {
        gate.open();
        failures.set(2);
        try (EventBus own = EventBus.builder().build()) {
            own.subscription(Integer.class)
                    .retry(RetryPolicy.maxAttempts(3)
                            .delay(Duration.ofMillis(1))
                            .jitter(0))
                    .handle((event, context) -> call(event + "#" + context.attempt()));
            own.subscription(Integer.class)
                    .retry(RetryPolicy.unlimited().delay(Duration.ofDays(1)).maxDelay(Duration.ofDays(1)))
                    .handle((event, context) -> {
                        calls.add("endless#" + context.attempt());
                        throw new IllegalStateException("expected");
                    });
            own.publish(1);
            CloseReport report = own.close(Duration.ofMillis(500));
            assertThat(report.isComplete()).isTrue();
            assertThat(calls).containsExactlyInAnyOrder("1#1", "1#2", "1#3", "endless#1", "endless#2");
        }
    }

    @Test
    void whatWaitsForABreakerWaitsAsLongAsThereIsTime() throws Exception {
        gate.open();
        failures.set(1);
        Subscription subscription = bus.subscription(Integer.class)
                .breaker(BreakerPolicy.openAfterFailures(1).openFor(Duration.ofSeconds(10)))
                .handle((event, context) -> call(event + "#" + context.attempt()));
        bus.publish(1);
        bus.publish(2);
        bus.publish(3);
        assertThat(nextCall()).isEqualTo("1#1");
        time.awaitTaskIn(Duration.ofSeconds(10));
        CompletableFuture<CloseReport> closing = closing(TO_CLOSE);
        time.advance(Duration.ofSeconds(10));
        assertThat(nextCall()).isEqualTo("2#1");
        assertThat(nextCall()).isEqualTo("3#1");
        assertThat(closing.get().isComplete()).isTrue();
        assertThat(subscription.stats().delivered()).isEqualTo(2);
    }

    @Test
    void whatWouldWaitForABreakerForLongerIsDiscardedAtOnce() throws Exception {
        gate.open();
        Subscription subscription = bus.subscription(Integer.class)
                .breaker(BreakerPolicy.openAfterFailures(1).openFor(Duration.ofSeconds(30)))
                .handle((event, context) -> call(event + "#" + context.attempt()));
        bus.publish(1);
        bus.publish(2);
        assertThat(nextCall()).isEqualTo("1#1");
        time.awaitTaskIn(Duration.ofSeconds(30));
        CloseReport report = bus.close(TO_CLOSE);
        assertThat(report.discarded()).isEqualTo(1);
        assertThat(subscription.stats().count(DropReason.CLOSED)).isEqualTo(1);
        assertThat(calls).isEmpty();
    }

    @Test
    void aRetriedEventGetsItsLastAttemptThoughTheBreakerIsOpen() throws Exception {
        gate.open();
        Subscription subscription = bus.subscription(Integer.class)
                .breaker(BreakerPolicy.openAfterFailures(1).openFor(Duration.ofHours(1)))
                .retry(FIVE)
                .handle((event, context) -> call(event + "#" + context.attempt()));
        bus.publish(1);
        bus.publish(2);
        assertThat(nextCall()).isEqualTo("1#1");
        time.awaitTask();
        CompletableFuture<CloseReport> closing = closing(TO_CLOSE);
        time.awaitTaskIn(UNTIL_LAST_ATTEMPTS);
        time.advance(UNTIL_LAST_ATTEMPTS);
        assertThat(nextCall()).isEqualTo("1#2");
        assertThat(closing.get().discarded()).isEqualTo(1);
        assertThat(subscription.stats().failed()).isEqualTo(1);
        assertThat(calls).isEmpty();
    }
}

package dev.eventbus.runtime.policy;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.AsyncContextHandler;
import dev.eventbus.AsyncHandler;
import dev.eventbus.BusListener;
import dev.eventbus.CloseReport;
import dev.eventbus.EventBus;
import dev.eventbus.EventContext;
import dev.eventbus.Headers;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handlers that return a stage: the channel waits for its end, no thread does, and a failure counts. */
class StageTest {

    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final EventBus bus = EventBus.builder()
            .maxThreads(1)
            .listener(new BusListener() {
                @Override
                public void onFailed(Subscription subscription, Throwable cause, long count) {
                    failures.add(cause);
                }
            })
            .build();
    private final BlockingQueue<CompletableFuture<String>> begun = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        begun.forEach(stage -> stage.complete("closed"));
        bus.close();
    }

    private CompletableFuture<String> nextBegun() throws InterruptedException {
        CompletableFuture<String> stage = begun.poll(30, TimeUnit.SECONDS);
        assertThat(stage).as("a handler begins").isNotNull();
        return stage;
    }

    private Subscription subscribe() {
        return bus.subscription(Integer.class).handleAsync(event -> {
            CompletableFuture<String> stage = new CompletableFuture<>();
            begun.add(stage);
            return stage;
        });
    }

    @Test
    void aHandlerMayTakeTheContext() throws Exception {
        List<String> seen = new ArrayList<>();
        Subscription subscription = bus.subscription(Integer.class)
                .retry(RetryPolicy.maxAttempts(2).delay(Duration.ZERO))
                .handleAsync((event, context) -> {
                    seen.add(event + " " + context.topic() + " " + context.attempt() + " " + context.headers());
                    return CompletableFuture.runAsync(() -> {
                        if (context.attempt() == 1) {
                            throw new IllegalStateException("expected");
                        }
                    });
                });
        bus.publishTo("some.topic", 1, Headers.of("tenant", "acme"));
        bus.publish(2);
        awaitIdle(bus);
        Headers headers = Headers.of("tenant", "acme");
        assertThat(seen)
                .containsExactly(
                        "1 some.topic 1 " + headers,
                        "1 some.topic 2 " + headers,
                        "2 java.lang.Integer 1 " + Headers.empty(),
                        "2 java.lang.Integer 2 " + Headers.empty());
        assertThat(subscription.stats().delivered()).isEqualTo(2);
    }

    private CompletableFuture<String> overloaded(Integer event) {
        return CompletableFuture.completedFuture("without " + event);
    }

    private CompletableFuture<String> overloaded(Integer event, EventContext context) {
        throw new AssertionError(event + " with " + context);
    }

    @Test
    void aReferenceToAnOverloadedMethodMeansTheFormWithoutContext() throws Exception {
        Subscription subscription = bus.subscription(Integer.class).handleAsync(this::overloaded);
        bus.publish(1);
        awaitIdle(bus);
        assertThat(subscription.stats().delivered()).isEqualTo(1);
    }

    @Test
    void aHandlerWithoutContextIsOneThatIgnoresIt() throws Exception {
        AsyncHandler<Integer> handler = this::overloaded;
        AsyncContextHandler<Integer> ignoring = handler;
        Subscription subscription = bus.subscription(Integer.class).handleAsync(ignoring);
        bus.publish(1);
        awaitIdle(bus);
        assertThat(subscription.stats().delivered()).isEqualTo(1);
    }

    @Test
    void theNextEventWaitsForTheStageAndNoThreadDoes() throws Exception {
        Subscription subscription = subscribe();
        bus.publish(1);
        bus.publish(2);
        CompletableFuture<String> first = nextBegun();
        // The bus has one thread: it is free for others while the stage is pending.
        CompletableFuture<Thread> other = new CompletableFuture<>();
        bus.subscribe(String.class, (String event) -> other.complete(Thread.currentThread()));
        bus.publish("other");
        Thread worker = other.get(30, TimeUnit.SECONDS);
        assertThat(begun).isEmpty();
        assertThat(subscription.stats().inProgress()).isEqualTo(1);
        assertThat(subscription.stats().queued()).isEqualTo(1);

        first.complete("done");
        nextBegun().complete("done");

        awaitIdle(bus);
        assertThat(worker).isNotSameAs(Thread.currentThread());
        assertThat(subscription.stats().delivered()).isEqualTo(2);
        Ledger.assertSum(subscription.stats());
    }

    @Test
    void theChannelNeverGoesOnOnTheThreadThatEndsTheStage() throws Exception {
        List<Thread> handlers = new ArrayList<>();
        bus.subscription(Integer.class).handleAsync(event -> {
            handlers.add(Thread.currentThread());
            CompletableFuture<String> stage = new CompletableFuture<>();
            begun.add(stage);
            return stage;
        });
        bus.publish(1);
        bus.publish(2);
        nextBegun().complete("by the test's thread");
        nextBegun().complete("by the test's thread");
        awaitIdle(bus);
        assertThat(handlers).hasSize(2).doesNotContain(Thread.currentThread());
    }

    @Test
    void stagesThatFailAreNullOrThrowAreFailures() throws Exception {
        Subscription subscription = bus.subscription(Integer.class).handleAsync(event -> switch (event) {
            case 0 -> CompletableFuture.failedFuture(new IllegalStateException("failed"));
            case 1 -> null;
            case 2 -> throw new IllegalStateException("thrown");
            case 3 ->
                CompletableFuture.supplyAsync(
                        () -> {
                            throw new IllegalStateException("wrapped");
                        },
                        Gate.NEW_THREAD);
            default -> CompletableFuture.completedFuture("fine");
        });
        for (int event = 0; event < 100; event++) {
            bus.publish(event);
        }
        awaitIdle(bus);
        assertThat(subscription.stats().failed()).isEqualTo(4);
        assertThat(subscription.stats().delivered()).isEqualTo(96);
        bus.close();
        assertThat(failures).isNotEmpty().noneMatch(java.util.concurrent.CompletionException.class::isInstance);
    }

    @Test
    void aCancelledSubscriptionFinishesTheStageThatIsPending() throws Exception {
        Subscription subscription = subscribe();
        bus.publish(1);
        bus.publish(2);
        CompletableFuture<String> stage = nextBegun();
        subscription.cancel();
        assertThat(subscription.stats().inProgress()).isEqualTo(1);
        assertThat(subscription.stats().discarded()).isEqualTo(1);
        stage.complete("late");
        awaitIdle(bus);
        assertThat(subscription.stats().delivered()).isEqualTo(1);
        assertThat(begun).isEmpty();
        Ledger.assertSum(subscription.stats());
    }

    @Test
    void closingWaitsForTheStageAndReportsOneThatDoesNotEnd() throws Exception {
        subscribe();
        bus.publish(1);
        nextBegun();
        CloseReport report = bus.close(Duration.ofMillis(1));
        assertThat(report.isComplete()).isFalse();
        assertThat(report.inProgress()).isEqualTo(1);
        assertThat(report.running()).isEmpty();
    }

    @Test
    void manyStagesThatEndAtAnyMomentStrandNothing() throws Exception {
        Subscription subscription = bus.subscription(Integer.class)
                .capacity(100_000)
                .handleAsync(event -> event % 3 == 0
                        ? CompletableFuture.completedFuture(event)
                        : CompletableFuture.supplyAsync(() -> event));
        for (int event = 0; event < 5_000; event++) {
            bus.publish(event);
        }
        awaitIdle(bus);
        assertThat(subscription.stats().delivered()).isEqualTo(5_000);
    }
}

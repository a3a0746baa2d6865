package dev.eventbus.runtime.promise;

import static dev.eventbus.runtime.Ledger.assertCounts;
import static dev.eventbus.runtime.promise.Thrown.raise;
import static dev.eventbus.runtime.promise.WatchedBus.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.DeadLetter;
import dev.eventbus.DeliveryMode;
import dev.eventbus.PublishResult;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.ManualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What handlers throw: rows of the table. */
final class HandlerThrows {

    private static final Duration DELAY = Duration.ofMillis(100);

    private HandlerThrows() {}

    static void channelHandler(Thrown thrown) throws Exception {
        Throwable failure = thrown.make();
        try (WatchedBus watched = open()) {
            Subscription single = watched.watch(watched.throwing().handle(event -> {
                if (event == 1) {
                    throw raise(failure);
                }
            }));
            assertThat(watched.publish(1)).isEqualTo(PublishResult.of(2, 0));
            assertThat(watched.publish(2)).isEqualTo(PublishResult.of(2, 0));
            watched.end();
            assertCounts(single.stats(), 1, 1, 0);
            watched.assertFailedOnce(failure);
        }
        try (WatchedBus watched = open()) {
            Subscription retrying = watched.watch(watched.throwing()
                    .retry(RetryPolicy.maxAttempts(2).delay(Duration.ZERO))
                    .handle((event, context) -> {
                        if (event == 1 && context.attempt() == 1) {
                            throw raise(failure);
                        }
                    }));
            watched.publish(1);
            watched.publish(2);
            watched.idle();
            watched.end();
            assertCounts(
                    retrying.stats(), thrown.isFatal() ? 1 : 2, thrown.isFatal() ? 1 : 0, thrown.isFatal() ? 0 : 1);
        }
        try (WatchedBus watched = open()) {
            Subscription batches = watched.watch(watched.throwing().handleBatch(3, events -> {
                throw raise(failure);
            }));
            watched.publish(1);
            watched.end();
            assertCounts(batches.stats(), 0, 1, 0);
            watched.assertFailedOnce(failure);
        }
    }

    static void error(Thrown thrown) throws Exception {
        Throwable failure = thrown.make();
        try (WatchedBus watched = open()) {
            Subscription subscription = watched.watch(watched.throwing()
                    .retry(RetryPolicy.maxAttempts(3).delay(Duration.ZERO))
                    .handle(event -> {
                        if (event == 1) {
                            throw raise(failure);
                        }
                    }));
            watched.publish(1);
            watched.publish(2);
            watched.idle();
            watched.end();
            assertCounts(subscription.stats(), 1, 1, thrown.isFatal() ? 0 : 2);
            watched.assertFailedOnce(failure);
            assertThat(watched.uncaught).hasSize(thrown.isFatal() ? 1 : 0).allMatch(told -> told == failure);
        }
    }

    static void lateHandler(Thrown thrown) throws Exception {
        ManualScheduler time = new ManualScheduler();
        Gate gate = new Gate();
        Throwable failure = thrown.make();
        try (WatchedBus watched = open(builder -> builder.scheduler(time))) {
            Subscription subscription =
                    watched.watch(watched.throwing().timeout(DELAY).handle(event -> {
                        try {
                            gate.pass();
                        } catch (InterruptedException late) {
                            if (event == 1) {
                                throw raise(failure);
                            }
                        }
                    }));
            watched.publish(1);
            gate.awaitArrival();
            time.advance(DELAY);
            watched.publish(2);
            gate.awaitArrival();
            time.advance(DELAY);
            watched.idle();
            watched.end();
            assertCounts(subscription.stats(), 0, 2, 0);
            assertThat(watched.uncaught).isEmpty();
            List<DeadLetter> letters = watched.bus().deadLetters().snapshot();
            assertThat(letters).allSatisfy(letter -> assertThat(letter.cause()).isInstanceOf(TimeoutException.class));
            assertThat(letters.get(0).cause().getSuppressed()).hasSize(1).allMatch(told -> told == failure);
            assertThat(letters.get(1).cause().getSuppressed()).isEmpty();
        }
    }

    static void directHandler(Thrown thrown) throws Exception {
        Throwable failure = thrown.make();
        try (WatchedBus watched = open()) {
            List<Integer> next = new ArrayList<>();
            Subscription subscription = watched.watch(
                    watched.throwing().mode(DeliveryMode.DIRECT).priority(1).handle(event -> {
                        if (event == 1) {
                            throw raise(failure);
                        }
                    }));
            watched.watch(watched.bus()
                    .subscription(Integer.class)
                    .mode(DeliveryMode.DIRECT)
                    .handle(event -> next.add(event)));
            AtomicBoolean interrupted = new AtomicBoolean();
            Thread publisher = watched.thread(() -> {
                assertThat(watched.publish(1)).isEqualTo(PublishResult.of(3, 0));
                interrupted.set(Thread.interrupted());
                assertThat(watched.publish(2)).isEqualTo(PublishResult.of(3, 0));
            });
            publisher.start();
            publisher.join();
            watched.end();
            assertCounts(subscription.stats(), 1, 1, 0);
            assertThat(next).containsExactly(1, 2);
            assertThat(interrupted.get()).isEqualTo(failure instanceof InterruptedException);
            assertThat(watched.uncaught).isEmpty();
            watched.assertFailedOnce(failure);
        }
    }

    static void endlessDirectHandlers(Thrown thrown) throws Exception {
        try (WatchedBus watched = open()) {
            AtomicInteger calls = new AtomicInteger();
            Subscription endless =
                    watched.watch(watched.throwing().mode(DeliveryMode.DIRECT).handle(event -> {
                        calls.incrementAndGet();
                        watched.publish(event + 1);
                    }));
            assertThat(watched.publish(0)).isEqualTo(PublishResult.of(2, 0));
            watched.end();
            assertThat(calls).hasValue(128);
            assertCounts(endless.stats(), 128, 1, 0);
            assertThat(watched.failures)
                    .singleElement()
                    .satisfies(failure -> assertThat(failure).hasMessageContaining("128 deep"));
        }
    }
}

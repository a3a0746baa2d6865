package dev.eventbus.runtime.promise;

import static dev.eventbus.runtime.Ledger.assertCounts;
import static dev.eventbus.runtime.promise.Thrown.raise;
import static dev.eventbus.runtime.promise.WatchedBus.open;
import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.PublishResult;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What stages and streams throw: rows of the table. */
final class StreamThrows {

    private StreamThrows() {}

    static void stage(Thrown thrown) throws Exception {
        Throwable failure = thrown.make();
        CompletableFuture<Void> refusesToBeListenedTo = new CompletableFuture<>() {
            @Override
            public CompletableFuture<Void> whenComplete(BiConsumer<? super Void, ? super Throwable> action) {
                throw raise(failure);
            }
        };
        stage(CompletableFuture.failedFuture(failure), failure, thrown);
        stage(CompletableFuture.failedFuture(new CompletionException("of another stage", failure)), failure, thrown);
        stage(refusesToBeListenedTo, failure, thrown);
        stage(null, null, Thrown.RUNTIME_EXCEPTION);
    }

    private static void stage(@Nullable CompletionStage<?> failed, @Nullable Throwable failure, Thrown thrown)
            throws Exception {
        try (WatchedBus watched = open()) {
            Subscription subscription = watched.watch(watched.throwing()
                    .retry(RetryPolicy.maxAttempts(3).delay(Duration.ZERO))
                    .handleAsync(event -> event == 1 ? failed : CompletableFuture.completedFuture(null)));
            watched.publish(1);
            watched.publish(2);
            watched.idle();
            watched.end();
            assertCounts(subscription.stats(), 1, 1, thrown.isFatal() ? 0 : 2);
            assertThat(watched.uncaught).hasSize(thrown.isFatal() ? 1 : 0).allMatch(told -> told == failure);
            if (failure == null) {
                assertThat(watched.failures).singleElement().isInstanceOf(NullPointerException.class);
            } else {
                watched.assertFailedOnce(failure);
            }
        }
    }

    static void streamSubscriber(Thrown thrown) throws Exception {
        Throwable failure = thrown.make();
        try (WatchedBus watched = open()) {
            watched.throwing().flowPublisher().subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(Long.MAX_VALUE);
                }

                @Override
                public void onNext(Integer event) {
                    throw raise(failure);
                }

                @Override
                public void onError(Throwable error) {
                    throw new AssertionError("told of an end that it knows of", error);
                }

                @Override
                public void onComplete() {
                    throw new AssertionError("told of an end that it knows of");
                }
            });
            Subscription subscription = watched.watch(watched.bus().subscriptions().stream()
                    .filter(each -> each.name().equals("throwing"))
                    .findFirst()
                    .orElseThrow());
            assertThat(watched.publish(1)).isEqualTo(PublishResult.of(2, 0));
            watched.idle();
            assertThat(subscription.isActive()).isFalse();
            assertThat(watched.publish(2)).isEqualTo(PublishResult.of(1, 0));
            watched.end();
            assertCounts(subscription.stats(), 0, 1, 0);
            watched.assertFailedOnce(failure);
            assertThat(watched.uncaught).hasSize(thrown.isFatal() ? 1 : 0).allMatch(told -> told == failure);
        }
    }

    /** Throws from one signal; asks for what leads to it. */
    private record BrokenSubscriber(String signal, long request, Throwable failure)
            implements Flow.Subscriber<Integer> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            throwFrom("onSubscribe");
            subscription.request(request);
        }

        @Override
        public void onNext(Integer event) {}

        @Override
        public void onError(Throwable error) {
            throwFrom("onError");
        }

        @Override
        public void onComplete() {
            throwFrom("onComplete");
        }

        private void throwFrom(String here) {
            if (signal.equals(here)) {
                throw raise(failure);
            }
        }
    }

    static void streamSignals(Thrown thrown) throws Exception {
        for (String signal : List.of("onSubscribe", "onError", "onComplete")) {
            Throwable failure = thrown.make();
            try (WatchedBus watched = open()) {
                BrokenSubscriber subscriber = new BrokenSubscriber(signal, signal.equals("onError") ? -1 : 10, failure);
                watched.throwing().flowPublisher().subscribe(subscriber);
                if (signal.equals("onComplete")) {
                    assertThat(watched.publish(1)).isEqualTo(PublishResult.of(2, 0));
                    watched.idle();
                    watched.bus().subscriptions().stream()
                            .filter(each -> each.name().equals("throwing"))
                            .forEach(each -> watched.watch(each).cancel());
                }
                until(() -> !watched.failures.isEmpty());
                assertThat(watched.publish(2)).isEqualTo(PublishResult.of(1, 0));
                watched.end();
                assertSignalReported(watched, signal, failure, thrown);
                assertThat(watched.bus().deadLetters().total()).isZero();
                assertThat(watched.failureCounts).containsExactly(0L);
            }
            // Also while the bus closes, and of one that it refuses.
            try (WatchedBus watched = open()) {
                Flow.Publisher<Integer> stream = watched.throwing().flowPublisher();
                if (signal.equals("onComplete")) {
                    stream.subscribe(new BrokenSubscriber(signal, 10, failure));
                    watched.end();
                    assertSignalReported(watched, signal, failure, thrown);
                } else {
                    watched.end();
                    stream.subscribe(new BrokenSubscriber(signal, 10, failure));
                    assertThat(watched.messages("a subscriber threw when it was told that it cannot subscribe"))
                            .hasSize(1);
                }
            }
        }
    }

    private static void assertSignalReported(WatchedBus watched, String signal, Throwable failure, Thrown thrown) {
        watched.assertReported();
        assertThat(watched.failures).singleElement().isSameAs(failure);
        assertThat(watched.messages("the subscriber of the stream of subscription throwing threw from " + signal))
                .hasSize(1);
        assertThat(watched.uncaught.stream().filter(told -> told == failure))
                .hasSizeLessThanOrEqualTo(thrown.isFatal() ? 1 : 0);
    }

    static void streamSource(Thrown thrown) throws Exception {
        for (boolean fromRequest : new boolean[] {true, false}) {
            Throwable failure = thrown.make();
            try (WatchedBus watched = open()) {
                Flow.Subscriber<Integer> subscriber =
                        watched.bus().publisher(Integer.class).flowSubscriber();
                Flow.Subscription source = new Flow.Subscription() {
                    @Override
                    public void request(long n) {
                        if (fromRequest) {
                            throw raise(failure);
                        }
                    }

                    @Override
                    public void cancel() {
                        throw raise(failure);
                    }
                };
                subscriber.onSubscribe(source);
                if (!fromRequest) {
                    // One more is refused by cancelling it.
                    subscriber.onSubscribe(source);
                }
                until(() -> !watched.messages("a stream that was published has ended")
                        .isEmpty());
                int published = fromRequest ? 0 : 1;
                subscriber.onNext(1);
                watched.idle();
                assertThat(watched.bus().stats().subscriptions().get(0).matched())
                        .isEqualTo(published);
                assertThat(watched.failures).isEmpty();
            }
        }
    }
}

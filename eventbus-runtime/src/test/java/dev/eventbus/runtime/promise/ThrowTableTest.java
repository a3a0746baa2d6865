package dev.eventbus.runtime.promise;

import static dev.eventbus.runtime.Ledger.assertCounts;
import static dev.eventbus.runtime.promise.Thrown.raise;
import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BreakerPolicy;
import dev.eventbus.BusListener;
import dev.eventbus.BusScheduler;
import dev.eventbus.CloseReport;
import dev.eventbus.ContextCarrier;
import dev.eventbus.DeadLetter;
import dev.eventbus.DeliveryMode;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.EventContext;
import dev.eventbus.Overflow;
import dev.eventbus.PublishResult;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.ManualScheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table "What a throw does" in {@code docs/guarantees.md}: each row, with everything that can be thrown. */
class ThrowTableTest {

    private static final Path GUARANTEES = Path.of("..", "docs", "guarantees.md");
    private static final String TITLE = "## What a throw does";
    private static final Duration DELAY = Duration.ofMillis(100);
    private static final Duration WAIT = Duration.ofMillis(5);

    /** Throws something where a row says, and looks whether the effect is the row's. */
    private interface Check {
        void of(Thrown thrown) throws Exception;
    }

    private final Map<String, Check> checks = Map.ofEntries(
            Map.entry("a CHANNEL handler, anything", this::channelHandler),
            Map.entry("a CHANNEL handler, an `Error` but `AssertionError` and `StackOverflowError`", this::error),
            Map.entry(
                    "a CHANNEL handler that is interrupted by its deadline, whatever it throws or returns",
                    this::lateHandler),
            Map.entry("a DIRECT handler, anything", this::directHandler),
            Map.entry("DIRECT handlers that publish to each other without end", this::endlessDirectHandlers),
            Map.entry("a filter", this::filter),
            Map.entry("a key function, or `equals` or `hashCode` of a key", this::key),
            Map.entry("a handler's stage", this::stage),
            Map.entry("the subscriber of a stream, from `onNext`", this::streamSubscriber),
            Map.entry("the subscriber of a stream, from `onSubscribe`, `onError` or `onComplete`", this::streamSignals),
            Map.entry(
                    "the source of a stream that `flowSubscriber()` publishes, from `request` or `cancel`",
                    this::streamSource),
            Map.entry("a carrier of context", this::carrier),
            Map.entry("a listener", this::listener),
            Map.entry("the clock", this::clock),
            Map.entry("the executor, when given a drain", this::executor),
            Map.entry("the thread factory, or a thread that cannot be started", this::threadFactory),
            Map.entry("the scheduler, for a retry, a deadline or a breaker", this::schedulerForDelays),
            Map.entry("the scheduler, for anything else", this::schedulerForAnythingElse));

    private static List<String> rows() throws IOException {
        return Files.readAllLines(GUARANTEES).stream()
                .dropWhile(line -> !line.equals(TITLE))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> line.split("\\|")[1].strip())
                .toList();
    }

    @Test
    void eachRowHasACheckAndEachCheckARow() throws IOException {
        assertThat(checks).containsOnlyKeys(rows().toArray(String[]::new));
    }

    @TestFactory
    Stream<DynamicContainer> whateverIsThrownTheEffectIsTheRows() throws IOException {
        return rows().stream()
                .filter(checks::containsKey)
                .map(row -> DynamicContainer.dynamicContainer(
                        row,
                        Arrays.stream(Thrown.values())
                                .map(thrown -> DynamicTest.dynamicTest(
                                        thrown.name(), () -> checks.get(row).of(thrown)))));
    }

    private static WatchedBus open(UnaryOperator<EventBus.Builder> settings) {
        return new WatchedBus(settings);
    }

    private static WatchedBus open() {
        return open(UnaryOperator.identity());
    }

    // ---- Handlers

    private void channelHandler(Thrown thrown) throws Exception {
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

    private void error(Thrown thrown) throws Exception {
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

    private void lateHandler(Thrown thrown) throws Exception {
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

    private void directHandler(Thrown thrown) throws Exception {
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

    private void endlessDirectHandlers(Thrown thrown) throws Exception {
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

    // ---- What is asked before

    private void filter(Thrown thrown) throws Exception {
        Throwable failure = thrown.make();
        Predicate<Integer> refusing = event -> {
            if (event <= 2) {
                throw raise(failure);
            }
            return true;
        };
        for (DeliveryMode mode : DeliveryMode.values()) {
            try (WatchedBus watched = open()) {
                Subscription subscription = watched.watch(
                        watched.throwing().mode(mode).filter(refusing).handle(event -> {}));
                assertThat(watched.publish(1)).isEqualTo(PublishResult.of(1, 1));
                assertThat(watched.publish(2)).isEqualTo(PublishResult.of(1, 1));
                assertThat(watched.publish(3)).isEqualTo(PublishResult.of(2, 0));
                watched.end();
                assertCounts(subscription.stats(), 1, 0, 0);
                assertThat(subscription.stats().count(DropReason.FILTER_FAILED)).isEqualTo(2);
                watched.assertDropped(DropReason.FILTER_FAILED, 2, failure);
            }
        }
    }

    /** A key like all others, but that what is asked of it may throw. */
    private static final class BrokenKey {

        private final @Nullable Throwable ofHashCode;
        private final @Nullable Throwable ofEquals;

        BrokenKey(@Nullable Throwable ofHashCode, @Nullable Throwable ofEquals) {
            this.ofHashCode = ofHashCode;
            this.ofEquals = ofEquals;
        }

        @Override
        public int hashCode() {
            if (ofHashCode != null) {
                throw raise(ofHashCode);
            }
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            if (ofEquals != null) {
                throw raise(ofEquals);
            }
            return other == this;
        }
    }

    private void key(Thrown thrown) throws Exception {
        Throwable failure = thrown.make();
        for (Overflow overflow : Overflow.values()) {
            try (WatchedBus watched = open()) {
                Subscription subscription = watched.watch(watched.throwing()
                        .overflow(overflow)
                        .concurrency(overflow == Overflow.CONFLATE ? 1 : 2)
                        .key(event -> switch (event) {
                            case 1 -> 1;
                            case 2 -> throw raise(failure);
                            case 3 -> new BrokenKey(failure, null);
                            case 4 -> new BrokenKey(null, failure);
                            default -> 5;
                        })
                        .handle(event -> {}));
                subscription.pause();
                assertThat(watched.publish(1)).isEqualTo(PublishResult.of(2, 0));
                assertThat(watched.publish(2)).isEqualTo(PublishResult.of(1, 1));
                assertThat(watched.publish(3)).isEqualTo(PublishResult.of(1, 1));
                // It has the hash of the first, so that it is compared with that.
                assertThat(watched.publish(4)).isEqualTo(PublishResult.of(1, 1));
                assertThat(watched.publish(5)).isEqualTo(PublishResult.of(2, 0));
                subscription.resume();
                watched.end();
                assertCounts(subscription.stats(), 2, 0, 0);
                assertThat(subscription.stats().count(DropReason.KEY_FAILED)).isEqualTo(3);
                watched.assertDropped(DropReason.KEY_FAILED, 3, failure);
            }
        }
    }

    /** Keys of one hash are compared where nothing may fail any more: when an event leaves its place, or is displaced from it. */
    @Test
    void equalsIsNotAskedOnceAnEventIsIn() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        final class Key {
            @Override
            public int hashCode() {
                return 1;
            }

            @Override
            public boolean equals(Object other) {
                if (broken.get()) {
                    throw new IllegalStateException("expected");
                }
                return other == this;
            }
        }
        List<Key> keys = Stream.generate(Key::new).limit(40).toList();
        try (WatchedBus watched = open()) {
            Subscription subscription = watched.watch(watched.throwing()
                    .overflow(Overflow.DROP_OLDEST)
                    .capacity(keys.size() - 1)
                    .concurrency(2)
                    .key(event -> event < keys.size() ? keys.get(event) : "of another hash")
                    .handle(event -> {}));
            subscription.pause();
            for (int event = 0; event < keys.size() - 1; event++) {
                assertThat(watched.publish(event)).isEqualTo(PublishResult.of(2, 0));
            }
            broken.set(true);
            assertThat(watched.publish(keys.size() - 1)).isEqualTo(PublishResult.of(1, 1));
            assertThat(watched.publish(keys.size())).isEqualTo(PublishResult.of(2, 0));
            subscription.resume();
            watched.end();
            assertThat(subscription.stats().matched()).isEqualTo(keys.size() + 1);
            assertThat(subscription.stats().count(DropReason.OVERFLOW)).isEqualTo(1);
            assertThat(subscription.stats().failed()).isZero();
            assertThat(subscription.stats().count(DropReason.KEY_FAILED)).isEqualTo(1);
        }
    }

    // ---- Stages and streams

    private void stage(Thrown thrown) throws Exception {
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

    private void streamSubscriber(Thrown thrown) throws Exception {
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

    private void streamSignals(Thrown thrown) throws Exception {
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

    private void streamSource(Thrown thrown) throws Exception {
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

    // ---- What the builder is given

    /** Throws at every second capture; what it gave else cannot be put in place. */
    private static final class BrokenCarrier implements ContextCarrier {

        private final Throwable failure;
        private int captures;

        BrokenCarrier(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public Object capture() {
            if (captures++ % 2 == 0) {
                throw raise(failure);
            }
            return "something";
        }

        @Override
        public Runnable restore(Object captured) {
            throw raise(failure);
        }
    }

    /** Cannot put back what was there before. */
    private static final class CarrierThatCannotUndo implements ContextCarrier {

        private final Throwable failure;

        CarrierThatCannotUndo(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public Object capture() {
            return "something";
        }

        @Override
        public Runnable restore(Object captured) {
            return () -> {
                throw raise(failure);
            };
        }
    }

    private void carrier(Thrown thrown) throws Exception {
        Throwable failure = thrown.make();
        ManualScheduler time = new ManualScheduler();
        ThreadLocal<@Nullable String> tenant = new ThreadLocal<>();
        List<String> seen = new CopyOnWriteArrayList<>();
        ContextCarrier working = new ContextCarrier() {
            @Override
            public @Nullable Object capture() {
                return tenant.get();
            }

            @Override
            public Runnable restore(Object captured) {
                tenant.set((String) captured);
                return tenant::remove;
            }
        };
        try (WatchedBus watched = open(builder -> builder.scheduler(time)
                .carry(new BrokenCarrier(failure))
                .carry(working)
                .carry(new CarrierThatCannotUndo(failure)))) {
            watched.watch(watched.throwing().handle(event -> seen.add(event + tenant.get())));
            tenant.set("acme");
            for (int event = 0; event < 4; event++) {
                watched.publish(event);
            }
            watched.idle();
            time.advance(Duration.ofSeconds(10));
            watched.publish(4);
            watched.end();
            assertThat(seen).containsExactly("0acme", "1acme", "2acme", "3acme", "4acme");
            assertThat(watched.messages("a carrier of context threw")).hasSize(2);
        }
    }

    private void listener(Thrown thrown) throws Exception {
        Throwable failure = thrown.make();
        ManualScheduler time = new ManualScheduler();
        List<String> told = new CopyOnWriteArrayList<>();
        BusListener broken = new BusListener() {
            @Override
            public void onFailed(Subscription subscription, Throwable cause, long count) {
                told.add("failed " + count);
                throw raise(failure);
            }

            @Override
            public void onDropped(Subscription subscription, DropReason reason, long count) {
                told.add("dropped " + count);
                throw raise(failure);
            }
        };
        try (WatchedBus watched = open(builder -> builder.scheduler(time).listener(broken))) {
            watched.watch(watched.throwing()
                    .filter(event -> Integer.divideUnsigned(4, event) > 0)
                    .handle(event -> {
                        throw raise(failure);
                    }));
            watched.publish(0);
            watched.publish(1);
            watched.idle();
            time.advance(DELAY);
            until(() -> watched.messages("its listener threw").size() == 2);
            watched.publish(2);
            watched.publish(3);
            watched.idle();
            until(() -> {
                time.advance(Duration.ofSeconds(1));
                return watched.messages("its listener threw").size() == 3;
            });
            watched.end();
            watched.assertReported();
            assertThat(told).containsExactly("dropped 1", "failed 1", "failed 2");
        }
    }

    private void clock(Thrown thrown) throws Exception {
        Throwable failure = thrown.make();
        InstantSource throwing = () -> {
            throw raise(failure);
        };
        @SuppressWarnings("NullAway") // a user's may
        InstantSource givingNothing = () -> null;
        for (InstantSource clock : List.of(throwing, givingNothing)) {
            List<EventContext> contexts = new CopyOnWriteArrayList<>();
            Instant before = Instant.now();
            try (WatchedBus watched = open(builder -> builder.clock(clock))) {
                watched.watch(watched.throwing().handle((event, context) -> {
                    contexts.add(context);
                    throw new IllegalStateException("expected");
                }));
                watched.publish(1);
                watched.end();
                assertThat(contexts)
                        .singleElement()
                        .satisfies(context -> assertThat(context.publishedAt()).isBetween(before, Instant.now()));
                assertThat(watched.bus().deadLetters().snapshot())
                        .singleElement()
                        .satisfies(letter -> assertThat(letter.lostAt()).isBetween(before, Instant.now()));
            }
        }
    }

    private void executor(Thrown thrown) throws Exception {
        Throwable failure = thrown.make();
        AtomicBoolean refuses = new AtomicBoolean(true);
        ManualScheduler time = new ManualScheduler();
        try (WatchedBus watched = open(builder -> builder.scheduler(time).executor(task -> {
            if (refuses.get()) {
                throw raise(failure);
            }
            Gate.NEW_THREAD.execute(task);
        }))) {
            Subscription subscription =
                    watched.watch(watched.throwing().capacity(2).handle(event -> {}));
            assertThat(watched.publish(1)).isEqualTo(PublishResult.of(2, 0));
            assertThat(watched.publish(2)).isEqualTo(PublishResult.of(2, 0));
            assertThat(watched.publish(3)).isEqualTo(PublishResult.of(1, 1));
            time.advance(Duration.ofSeconds(1));
            assertThat(subscription.stats().queued()).isEqualTo(2);
            refuses.set(false);
            time.advance(Duration.ofMillis(2));
            watched.idle();
            watched.end();
            assertCounts(subscription.stats(), 2, 0, 0);
            assertThat(watched.bus().stats().threadsExhausted()).isPositive();
            assertThat(watched.messages("its executor refuses work")).isNotEmpty();
        }
        // Nor does the scheduler work.
        refuses.set(true);
        try (WatchedBus watched = open(builder -> builder.scheduler(new BreakingScheduler(failure))
                .executor(task -> {
                    if (refuses.get()) {
                        throw raise(failure);
                    }
                    Gate.NEW_THREAD.execute(task);
                }))) {
            Subscription subscription = watched.watch(watched.throwing().handle(event -> {}));
            watched.publish(1);
            refuses.set(false);
            until(() -> watched.bus().stats().subscriptions().stream().allMatch(each -> each.delivered() == 1));
            watched.end();
            assertCounts(subscription.stats(), 1, 0, 0);
        }
        // It runs what it is given, and throws all the same.
        try (WatchedBus watched = open(builder -> builder.executor(task -> {
            task.run();
            throw raise(failure);
        }))) {
            Subscription subscription = watched.watch(watched.throwing().handle(event -> {}));
            for (int event = 0; event < 10; event++) {
                watched.publish(event);
            }
            watched.idle();
            watched.end();
            assertCounts(subscription.stats(), 10, 0, 0);
        }
    }

    private void threadFactory(Thrown thrown) throws Exception {
        Throwable failure = thrown.make();
        @SuppressWarnings("NullAway") // a user's may
        ThreadFactory givesNone = task -> null;
        List<ThreadFactory> factories = List.of(
                task -> {
                    throw raise(failure);
                },
                givesNone,
                task -> new Thread(task) {
                    @Override
                    public synchronized void start() {
                        throw raise(failure);
                    }
                });
        for (ThreadFactory broken : factories) {
            AtomicBoolean fails = new AtomicBoolean(true);
            Gate exhausted = new Gate();
            exhausted.open();
            try (WatchedBus watched = open(builder -> builder.threadFactory(task -> {
                if (fails.get()) {
                    exhausted.passStubbornly();
                    return broken.newThread(task);
                }
                Thread thread = new Thread(task, "watched");
                thread.setDaemon(true);
                return thread;
            }))) {
                Subscription subscription =
                        watched.watch(watched.throwing().capacity(2).handle(event -> {
                            throw new IllegalStateException("expected");
                        }));
                assertThat(watched.publish(1)).isEqualTo(PublishResult.of(2, 0));
                assertThat(watched.publish(2)).isEqualTo(PublishResult.of(2, 0));
                assertThat(watched.publish(3)).isEqualTo(PublishResult.of(1, 1));
                // Some tries in vain: workers', the timer's and the notice thread's.
                for (int tries = 0; tries < 10; tries++) {
                    exhausted.awaitArrival();
                }
                assertThat(subscription.stats().queued()).isEqualTo(2);
                fails.set(false);
                until(() -> subscription.stats().failed() == 2);
                until(() -> watched.failureCounts.stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        == 2);
                assertThat(watched.drops).containsExactly(DropReason.OVERFLOW);
                watched.end();
            }
            try (EventBus without = EventBus.builder().threadFactory(broken).build()) {
                Subscription subscription = without.subscribe(Integer.class, event -> {});
                assertThat(without.publish(1)).isEqualTo(PublishResult.of(1, 0));
                CloseReport report = without.close(Duration.ofMillis(5));
                assertThat(report.discarded()).isEqualTo(1);
                assertThat(without.close(Duration.ZERO)).isSameAs(report);
                assertThat(subscription.stats().matched()).isEqualTo(1);
            }
        }
    }

    /** Throws from everything while it is broken; else time passes when a test says so. */
    private static final class BreakingScheduler implements BusScheduler {

        private final ManualScheduler time = new ManualScheduler();
        private final Throwable failure;
        private volatile boolean broken = true;

        BreakingScheduler(Throwable failure) {
            this.failure = failure;
        }

        private void work() {
            if (broken) {
                throw raise(failure);
            }
        }

        @Override
        public long nanoTime() {
            work();
            return time.nanoTime();
        }

        @Override
        public Cancellable schedule(Runnable task, long delayNanos) {
            work();
            time.schedule(task, delayNanos);
            // What is given cannot be cancelled, whether it works or not.
            return () -> {
                throw raise(failure);
            };
        }
    }

    private void schedulerForDelays(Thrown thrown) throws Exception {
        BreakingScheduler scheduler = new BreakingScheduler(thrown.make());
        try (WatchedBus watched = open(builder -> builder.scheduler(scheduler))) {
            RetryPolicy policy =
                    RetryPolicy.maxAttempts(3).delay(Duration.ofMillis(1)).jitter(0);
            Subscription retrying =
                    watched.watch(watched.throwing().retry(policy).handle((event, context) -> {
                        if (context.attempt() < 3) {
                            throw new IllegalStateException("expected");
                        }
                    }));
            Subscription besideOthers = watched.watch(watched.throwing()
                    .name("beside others")
                    .concurrency(2)
                    .key(event -> event)
                    .retry(policy)
                    .handle((event, context) -> {
                        if (context.attempt() < 3) {
                            throw new IllegalStateException("expected");
                        }
                    }));
            Subscription late = watched.watch(watched.throwing()
                    .name("late")
                    .timeout(Duration.ofMillis(1))
                    .handle(event -> new CountDownLatch(1).await()));
            Subscription guarded = watched.watch(watched.throwing()
                    .name("guarded")
                    .breaker(BreakerPolicy.openAfterFailures(1).openFor(Duration.ofMillis(1)))
                    .handle(event -> {
                        if (event == 1) {
                            throw new IllegalStateException("expected");
                        }
                    }));
            watched.publish(1);
            watched.publish(2);
            until(() -> retrying.stats().delivered() == 2);
            until(() -> besideOthers.stats().delivered() == 2);
            until(() -> late.stats().failed() == 2);
            until(() -> guarded.stats().delivered() == 1);
            until(() -> watched.bus().stats().subscriptions().stream().allMatch(each -> each.inProgress() == 0));
            watched.end();
            assertCounts(retrying.stats(), 2, 0, 4);
            assertCounts(besideOthers.stats(), 2, 0, 4);
            assertCounts(late.stats(), 0, 2, 0);
            assertCounts(guarded.stats(), 1, 1, 0);
        }
    }

    private void schedulerForAnythingElse(Thrown thrown) throws Exception {
        BreakingScheduler scheduler = new BreakingScheduler(thrown.make());
        Gate gate = new Gate();
        try (WatchedBus watched = open(builder -> builder.scheduler(scheduler))) {
            Subscription reported = watched.watch(watched.throwing().handle(event -> {
                throw new IllegalStateException("expected");
            }));
            Subscription full = watched.watch(watched.throwing()
                    .name("full")
                    .filter(event -> event <= 3)
                    .capacity(1)
                    .overflow(Overflow.BLOCK)
                    .blockFor(WAIT)
                    .handle(event -> gate.passStubbornly()));
            watched.publish(1);
            gate.awaitArrival();
            assertThat(watched.publish(2)).isEqualTo(PublishResult.of(3, 0));
            long start = System.nanoTime();
            assertThat(watched.publish(3)).isEqualTo(PublishResult.of(2, 1));
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(WAIT.toNanos());
            assertThat(full.stats().count(DropReason.OVERFLOW)).isEqualTo(1);
            assertThat(watched.bus().awaitIdle(Duration.ofDays(1))).isFalse();
            until(() -> reported.stats().failed() == 3);
            assertThat(watched.failures).isEmpty();
            scheduler.broken = false;
            watched.publish(4);
            until(() -> reported.stats().failed() == 4);
            until(() -> {
                scheduler.time.advance(DELAY);
                return watched.failureCounts.stream().mapToLong(Long::longValue).sum() == 4;
            });
            watched.awaitHealthy();
            scheduler.broken = true;
            CloseReport report = watched.bus().close(Duration.ofDays(1));
            assertThat(report.inProgress()).isEqualTo(1);
            gate.open();
            until(() -> full.stats().inProgress() == 0);
            watched.assertUnharmed();
        }
    }
}

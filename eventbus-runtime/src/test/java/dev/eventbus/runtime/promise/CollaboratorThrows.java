package dev.eventbus.runtime.promise;

import static dev.eventbus.runtime.Ledger.assertCounts;
import static dev.eventbus.runtime.promise.Thrown.raise;
import static dev.eventbus.runtime.promise.WatchedBus.open;
import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BreakerPolicy;
import dev.eventbus.BusListener;
import dev.eventbus.BusScheduler;
import dev.eventbus.CloseReport;
import dev.eventbus.ContextCarrier;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.EventContext;
import dev.eventbus.Overflow;
import dev.eventbus.PublishResult;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.ManualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What the builder is given throws: rows of the table. */
final class CollaboratorThrows {

    private static final Duration DELAY = Duration.ofMillis(100);
    private static final Duration WAIT = Duration.ofMillis(5);

    private CollaboratorThrows() {}

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

    static void carrier(Thrown thrown) throws Exception {
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

    static void listener(Thrown thrown) throws Exception {
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

    static void clock(Thrown thrown) throws Exception {
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

    static void executor(Thrown thrown) throws Exception {
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

    static void threadFactory(Thrown thrown) throws Exception {
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

    static void schedulerForDelays(Thrown thrown) throws Exception {
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

    static void schedulerForAnythingElse(Thrown thrown) throws Exception {
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

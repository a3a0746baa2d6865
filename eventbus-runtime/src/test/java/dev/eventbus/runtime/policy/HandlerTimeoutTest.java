package dev.eventbus.runtime.policy;

import static dev.eventbus.testing.Patience.awaitIdle;
import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BusListener;
import dev.eventbus.CloseReport;
import dev.eventbus.EventBus;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import dev.eventbus.runtime.ManualScheduler;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A handler that runs over its deadline is interrupted and has failed; one that goes on all the same is told of. */
class HandlerTimeoutTest {

    private final ManualScheduler time = new ManualScheduler();
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final BlockingQueue<CloseReport.RunningHandler> stuck = new LinkedBlockingQueue<>();
    private final BusListener listener = new BusListener() {
        @Override
        public void onFailed(Subscription subscription, Throwable cause, long count) {
            failures.add(cause);
        }

        @Override
        public void onStuck(CloseReport.RunningHandler handler) {
            stuck.add(handler);
        }
    };

    private final EventBus bus =
            EventBus.builder().scheduler(time).listener(listener).build();

    @Test
    void aHandlerThatRunsOverIsInterruptedAndHasFailed() throws Exception {
        Gate gate = new Gate();
        AtomicInteger interruptedAtStart = new AtomicInteger();
        Subscription subscription = bus.subscription(Integer.class)
                .timeout(Duration.ofMillis(50))
                .handle(event -> {
                    if (Thread.currentThread().isInterrupted()) {
                        interruptedAtStart.incrementAndGet();
                    }
                    if (event == 1) {
                        gate.pass();
                    }
                });
        bus.publish(1);
        bus.publish(2);
        gate.awaitArrival();
        time.advance(Duration.ofMillis(49));
        assertThat(subscription.stats().failed()).isZero();
        time.advance(Duration.ofMillis(1));
        assertThat(bus.awaitIdle(Duration.ofDays(1))).isTrue();
        assertThat(subscription.stats().failed()).isEqualTo(1);
        assertThat(subscription.stats().delivered()).isEqualTo(1);
        assertThat(interruptedAtStart).hasValue(0);
        bus.close();
        assertThat(failures.poll(30, TimeUnit.SECONDS))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("50 ms")
                .satisfies(late -> assertThat(late.getSuppressed()).hasSize(1));
        assertThat(stuck).isEmpty();
    }

    @Test
    void aHandlerThatIgnoresTheInterruptIsToldOfOnceWithItsStack() throws Exception {
        Gate gate = new Gate();
        Subscription subscription =
                bus.subscription(Integer.class).timeout(Duration.ofMillis(50)).handle(event -> gate.passStubbornly());
        AtomicInteger neighbour = new AtomicInteger();
        bus.subscribe(Integer.class, event -> neighbour.incrementAndGet());
        bus.publish(1);
        gate.awaitArrival();
        time.advance(Duration.ofMillis(50));
        assertThat(subscription.stats().isStuck()).isFalse();
        time.advance(Duration.ofMillis(100));
        CloseReport.RunningHandler told = stuck.poll(30, TimeUnit.SECONDS);
        assertThat(told.subscriptionId()).isEqualTo(subscription.id());
        assertThat(told.subscription()).isEqualTo(subscription.name());
        assertThat(told.thread()).startsWith("eventbus-");
        assertThat(told.stack()).extracting(StackTraceElement::getMethodName).contains("passStubbornly");
        assertThat(subscription.stats().isStuck()).isTrue();
        time.advance(Duration.ofSeconds(60));
        gate.open();
        assertThat(bus.awaitIdle(Duration.ofDays(1))).isTrue();
        assertThat(subscription.stats().isStuck()).isFalse();
        assertThat(subscription.stats().failed()).isEqualTo(1);
        assertThat(neighbour).hasValue(1);
        bus.close();
        assertThat(stuck).isEmpty();
    }

    @Test
    void aStageIsCancelledAndHasFailed() throws Exception {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        Subscription subscription = bus.subscription(Integer.class)
                .timeout(Duration.ofMillis(50))
                .handleAsync(event -> {
                    begun.countDown();
                    return event == 1 ? stage : CompletableFuture.completedFuture(null);
                });
        bus.publish(1);
        bus.publish(2);
        Gate.await(begun);
        // Whether the handler has returned its stage by then or not.
        time.advance(Duration.ofMillis(50));
        assertThat(bus.awaitIdle(Duration.ofDays(1))).isTrue();
        assertThat(stage).isCancelled();
        assertThat(subscription.stats().failed()).isEqualTo(1);
        assertThat(subscription.stats().delivered()).isEqualTo(1);
        assertThat(subscription.stats().isStuck()).isFalse();
        bus.close();
        assertThat(failures.poll(30, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
    }

    /** Whether the time is up before the handler has returned its stage, or after that, or just then. */
    @RepeatedTest(100)
    void aStageThatCannotBeCancelledIsWaitedForAndTheChannelIsStuck() throws Exception {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        Subscription subscription = bus.subscription(Integer.class)
                .timeout(Duration.ofMillis(50))
                .handleAsync(event -> stage.minimalCompletionStage().whenComplete((result, failure) -> {}));
        bus.publish(1);
        bus.publish(2);
        until(() -> subscription.stats().inProgress() > 0);
        while (!subscription.stats().isStuck()) {
            time.advance(Duration.ofMillis(50));
        }
        assertThat(subscription.stats().inProgress()).isEqualTo(1);
        assertThat(subscription.stats().queued()).isEqualTo(1);
        stage.complete(null);
        assertThat(bus.awaitIdle(Duration.ofDays(1))).isTrue();
        assertThat(subscription.stats().isStuck()).isFalse();
        assertThat(subscription.stats().failed()).isEqualTo(1);
        assertThat(subscription.stats().delivered()).isEqualTo(1);
        bus.close();
    }

    /** An interrupt never hits another call than the one that is late. */
    @Test
    void callsThatEndAboutTheirDeadlineAreEitherInTimeOrLate() throws Exception {
        try (EventBus real = EventBus.builder().build()) {
            AtomicInteger strays = new AtomicInteger();
            AtomicInteger late = new AtomicInteger();
            Subscription hurried = real.subscription(Integer.class)
                    .capacity(4_096)
                    .timeout(Duration.ofMillis(1))
                    .handle(event -> {
                        long end = System.nanoTime()
                                + 900_000
                                + ThreadLocalRandom.current().nextInt(200_000);
                        while (System.nanoTime() < end) {
                            Thread.onSpinWait();
                        }
                        late.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
                    });
            // Without a deadline, in the same threads. (A late call may be interrupted before its first line.)
            real.subscription(Integer.class).capacity(4_096).handle(event -> {
                if (Thread.currentThread().isInterrupted()) {
                    strays.incrementAndGet();
                }
                LockSupport.parkNanos(1_000);
            });
            for (int i = 0; i < 1_500; i++) {
                real.publish(i);
            }
            awaitIdle(real);
            assertThat(strays).hasValue(0);
            assertThat(hurried.stats().failed() + hurried.stats().delivered()).isEqualTo(1_500);
            assertThat(hurried.stats().failed()).isGreaterThanOrEqualTo(late.get());
            Ledger.assertSum(hurried.stats());
        }
    }

    /** All that a bus waits for goes through the timer, so that whoever blocks it blocks every subscription. */
    @Test
    void whatDependsOnALateStageDoesNotRunInTheTimer() throws Exception {
        Gate gate = new Gate();
        AtomicReference<Thread> ranOn = new AtomicReference<>();
        CompletableFuture<Void> stage = new CompletableFuture<>();
        CompletableFuture<Void> dependent = stage.whenComplete((result, failure) -> {
            ranOn.set(Thread.currentThread());
            gate.passStubbornly();
        });
        Subscription subscription =
                bus.subscription(Integer.class).timeout(Duration.ofMillis(50)).handleAsync(event -> stage);
        bus.publish(1);
        time.awaitTaskIn(Duration.ofMillis(50));
        // The timer's thread is this one.
        time.advance(Duration.ofMillis(50));
        gate.awaitArrival();
        assertThat(ranOn.get()).isNotSameAs(Thread.currentThread());
        gate.open();
        assertThat(bus.awaitIdle(Duration.ofDays(1))).isTrue();
        // The bus waits for the stage, and not for what depends on it.
        assertThat(dependent).failsWithin(Duration.ofSeconds(30));
        assertThat(subscription.stats().failed()).isEqualTo(1);
        bus.close();
    }
}

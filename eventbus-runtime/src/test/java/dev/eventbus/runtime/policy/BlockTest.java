package dev.eventbus.runtime.policy;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BusScheduler;
import dev.eventbus.Channel;
import dev.eventbus.DeliveryMode;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.PublishResult;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import dev.eventbus.runtime.ManualScheduler;
import dev.eventbus.testing.Publishers;
import dev.eventbus.testing.Repetitions;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Overflow.BLOCK: the publisher waits for room, for all full channels together, as long as they say; promises 1 and
 * 9.
 */
class BlockTest {

    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    private final ManualScheduler time = new ManualScheduler();
    private final EventBus bus = EventBus.builder().scheduler(time).build();
    private final Gate gate = new Gate();
    private final Ledger ledger = new Ledger();

    @AfterEach
    void close() {
        gate.open();
        bus.close(Duration.ZERO);
    }

    private Subscription full(Duration longestWait) throws InterruptedException {
        Subscription subscription = bus.subscription(Integer.class)
                .overflow(Overflow.BLOCK)
                .blockFor(longestWait)
                .capacity(1)
                .handle(event -> gate.pass());
        bus.publish(0);
        gate.awaitArrival();
        bus.publish(1);
        assertThat(subscription.stats().queued()).isEqualTo(1);
        return subscription;
    }

    private CompletableFuture<PublishResult> publishInAnotherThread(Integer event) {
        return CompletableFuture.supplyAsync(() -> bus.publish(event), Gate.NEW_THREAD);
    }

    /** By the system's clock, since the scheduler's cannot be relied on; and no longer than that. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withASchedulerThatFailsAWaitTakesItsTimeInFull(boolean tellsTheTime) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        BusScheduler failing = new BusScheduler() {
            @Override
            public long nanoTime() {
                // Stands still, or fails now and then, so that its times and the system's are met in one wait.
                if (tellsTheTime || calls.getAndIncrement() % 2 == 0) {
                    return 7;
                }
                throw new IllegalStateException("expected");
            }

            @Override
            public Cancellable schedule(Runnable task, long delayNanos) {
                throw new IllegalStateException("expected");
            }
        };
        Duration longest = Duration.ofMillis(20);
        try (EventBus bus = EventBus.builder().scheduler(failing).build()) {
            Channel<Integer> channel = bus.subscription(Integer.class)
                    .capacity(1)
                    .overflow(Overflow.BLOCK)
                    .blockFor(longest)
                    .channel();
            assertThat(bus.publish(1).accepted()).isEqualTo(1);
            long start = System.nanoTime();
            assertThat(bus.publish(2).dropped()).isEqualTo(1);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(longest.toNanos());
            assertThat(channel.poll()).isEqualTo(1);
            start = System.nanoTime();
            assertThat(channel.receive(longest)).isNull();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(longest.toNanos());
        }
    }

    @Test
    void aPublisherWaitsForRoom() throws Exception {
        Subscription subscription = full(FOREVER);
        CompletableFuture<PublishResult> waiting = publishInAnotherThread(2);
        gate.open();
        assertThat(waiting.get()).isEqualTo(PublishResult.of(1, 0));
        assertThat(bus.awaitIdle(Duration.ofDays(1))).isTrue();
        assertThat(subscription.stats().delivered()).isEqualTo(3);
    }

    @Test
    void notLongerThanTheSubscriptionSays() throws Exception {
        Subscription subscription = full(Duration.ofMillis(100));
        CompletableFuture<PublishResult> waiting = publishInAnotherThread(2);
        time.awaitTask();
        time.advance(Duration.ofMillis(99));
        assertThat(waiting).isNotDone();
        while (!waiting.isDone()) {
            // The publisher may be about to schedule again, since it also wakes early.
            time.advance(Duration.ofMillis(1));
            Thread.onSpinWait();
        }
        assertThat(waiting.get()).isEqualTo(PublishResult.of(0, 1));
        assertThat(subscription.stats().count(DropReason.OVERFLOW)).isEqualTo(1);
    }

    @Test
    void channelsGetTheEventBeforeTheWaitAndDirectHandlersAfter() throws Exception {
        full(FOREVER);
        CountDownLatch other = new CountDownLatch(1);
        List<Integer> direct = new ArrayList<>();
        bus.subscribe(Integer.class, (Integer event) -> other.countDown());
        bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle(event -> direct.add(event));
        CompletableFuture<PublishResult> waiting = publishInAnotherThread(2);
        Gate.await(other);
        assertThat(waiting).isNotDone();
        assertThat(direct).isEmpty();
        gate.open();
        assertThat(waiting.get()).isEqualTo(PublishResult.of(3, 0));
        assertThat(direct).containsExactly(2);
    }

    @Test
    void itWaitsForAllFullOnesTogetherAndForEachAsLongAsItSays() throws Exception {
        Subscription impatient = bus.subscription(Integer.class)
                .overflow(Overflow.BLOCK)
                .blockFor(Duration.ofMillis(10))
                .capacity(1)
                .handle(event -> gate.pass());
        Subscription patient = full(FOREVER);
        gate.awaitArrival();
        CompletableFuture<PublishResult> waiting = publishInAnotherThread(2);
        while (impatient.stats().dropped() == 0) {
            // Again and again: the wait may begin after any of these steps.
            time.advance(Duration.ofMillis(1));
            Thread.onSpinWait();
        }
        assertThat(waiting).isNotDone();
        gate.open();
        assertThat(waiting.get()).isEqualTo(PublishResult.of(1, 1));
        assertThat(patient.stats().dropped()).isZero();
    }

    @Test
    void anInterruptEndsTheWaitIsKeptAndCounted() throws Exception {
        Subscription subscription = full(FOREVER);
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        CompletableFuture<PublishResult> result = new CompletableFuture<>();
        Publishers publisher = Publishers.start(() -> {
            result.complete(bus.publish(2));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        publisher.thread().interrupt();
        publisher.join();
        assertThat(result.get()).isEqualTo(PublishResult.of(0, 1));
        assertThat(interrupted).hasValue(true);
        assertThat(subscription.stats().count(DropReason.INTERRUPTED)).isEqualTo(1);
    }

    @Test
    void aHandlerNeverWaitsForItsOwnChannel() throws Exception {
        AtomicReference<PublishResult> inside = new AtomicReference<>();
        Subscription subscription = bus.subscription(String.class)
                .overflow(Overflow.BLOCK)
                .blockWithoutLimit()
                .capacity(1)
                .handle(event -> {
                    if (event.equals("first")) {
                        bus.publish("second");
                        inside.set(bus.publish("third"));
                    }
                });
        ledger.note(bus.publish("first"));
        assertThat(bus.awaitIdle(Duration.ofDays(1))).isTrue();
        assertThat(inside).hasValue(PublishResult.of(0, 1));
        assertThat(subscription.stats().count(DropReason.SELF_BLOCK)).isEqualTo(1);
        assertThat(subscription.stats().delivered()).isEqualTo(2);
    }

    @Test
    void cancellingTheSubscriptionEndsTheWaitWithALoss() throws Exception {
        Subscription subscription = full(FOREVER);
        CompletableFuture<PublishResult> waiting = publishInAnotherThread(2);
        time.awaitTask();
        subscription.cancel();
        assertThat(waiting.get()).isEqualTo(PublishResult.of(0, 1));
        Ledger.assertSum(subscription.stats());
    }

    @Test
    void nothingIsLostBetweenManyPublishersAndAFullChannel() throws Exception {
        int publishers = 4;
        int events = Repetitions.of(20_000);
        for (int capacity : new int[] {1, 2, 7, 64}) {
            try (EventBus busy = EventBus.builder().build()) {
                int[] last = new int[publishers];
                Subscription subscription = busy.subscription(Integer.class)
                        .overflow(Overflow.BLOCK)
                        .blockWithoutLimit()
                        .capacity(capacity)
                        .handle(event -> {
                            int publisher = event / events;
                            if (last[publisher] > event) {
                                throw new AssertionError("out of order");
                            }
                            last[publisher] = event;
                        });
                CountDownLatch done = new CountDownLatch(publishers);
                for (int publisher = 0; publisher < publishers; publisher++) {
                    int first = publisher * events;
                    Gate.NEW_THREAD.execute(() -> {
                        for (int event = first; event < first + events; event++) {
                            busy.publish(event);
                        }
                        done.countDown();
                    });
                }
                Gate.await(done);
                awaitIdle(busy);
                assertThat(subscription.stats().delivered()).isEqualTo((long) publishers * events);
                assertThat(subscription.stats().peakDepth()).isLessThanOrEqualTo(capacity);
                Ledger.assertSum(subscription.stats());
            }
        }
    }
}

package dev.eventbus.runtime.promise;

import static dev.eventbus.testing.Patience.awaitIdle;
import static dev.eventbus.testing.Patience.until;
import static dev.eventbus.testing.Patience.untilWaiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eventbus.BusClosedException;
import dev.eventbus.Channel;
import dev.eventbus.CloseReport;
import dev.eventbus.DeliveryMode;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise 7: close drains and tells the truth, cancel takes effect at once. */
class CloseAndCancelTest {

    private final Gate gate = new Gate();

    @Test
    void closeDeliversEverythingThatWasAccepted() {
        AtomicInteger handled = new AtomicInteger();
        EventBus bus = EventBus.builder().build();
        bus.subscription(Integer.class).capacity(10_000).handle(event -> handled.incrementAndGet());
        for (int i = 0; i < 10_000; i++) {
            bus.publish(i);
        }
        CloseReport report = bus.close(Duration.ofSeconds(30));
        assertThat(handled).hasValue(10_000);
        assertThat(report.isComplete()).isTrue();
        assertThat(report.running()).isEmpty();
        assertThat(report.subscriptions().get(0).delivered()).isEqualTo(10_000);
    }

    @Test
    void noThreadOfTheBusRemains() {
        EventBus bus = EventBus.builder().name("leaves-nothing").build();
        for (int i = 0; i < 20; i++) {
            bus.subscribe(Integer.class, event -> {
                throw new Exception("so that the timer and the notice thread run too");
            });
        }
        bus.publish(1);
        bus.close();
        assertThat(threadsOf("leaves-nothing")).isEmpty();
    }

    private static List<Thread> threadsOf(String busName) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("eventbus-" + busName + "-"))
                .toList();
    }

    @Test
    void onlyHandlersOfTheBusMayPublishWhileItDrains() throws Exception {
        EventBus bus = EventBus.builder().build();
        List<Integer> handled = new ArrayList<>();
        bus.subscribe(Integer.class, event -> {
            handled.add(event);
            if (event == 0) {
                gate.pass();
            }
            if (event < 100) {
                bus.publish(event + 1);
            }
        });
        bus.publish(0);
        gate.awaitArrival();
        CompletableFuture<CloseReport> closing =
                CompletableFuture.supplyAsync(() -> bus.close(Duration.ofSeconds(30)), Gate.NEW_THREAD);
        until(() -> bus.isClosed());
        assertThatExceptionOfType(BusClosedException.class).isThrownBy(() -> bus.publish(7));
        gate.open();
        assertThat(closing.get().isComplete()).isTrue();
        assertThat(handled).hasSize(101).endsWith(100);
        assertThatExceptionOfType(BusClosedException.class).isThrownBy(() -> bus.publish(7));
    }

    @Test
    void directHandlersMayPublishWhileTheBusDrains() throws Exception {
        EventBus bus = EventBus.builder().build();
        AtomicInteger handled = new AtomicInteger();
        bus.subscribe(Integer.class, event -> handled.incrementAndGet());
        bus.subscription(String.class).mode(DeliveryMode.DIRECT).handle(event -> {
            gate.pass();
            bus.publish(1);
        });
        CompletableFuture<?> publisher = CompletableFuture.runAsync(() -> bus.publish("direct"), Gate.NEW_THREAD);
        gate.awaitArrival();
        CompletableFuture<CloseReport> closing =
                CompletableFuture.supplyAsync(() -> bus.close(Duration.ofSeconds(30)), Gate.NEW_THREAD);
        until(() -> bus.isClosed());
        gate.open();
        publisher.get();
        assertThat(closing.get().isComplete()).isTrue();
        assertThat(handled).hasValue(1);
    }

    @Test
    void aStuckHandlerIsReportedWithItsStackAndTheRestDiscarded() throws Exception {
        EventBus bus = EventBus.builder().name("stuck-bus").build();
        bus.subscription(Integer.class).name("stuck").handle(event -> gate.passStubbornly());
        for (int i = 0; i < 5; i++) {
            bus.publish(i);
        }
        gate.awaitArrival();
        CloseReport report = bus.close(Duration.ZERO);
        assertThat(report.isComplete()).isFalse();
        assertThat(report.discarded()).isEqualTo(4);
        assertThat(report.inProgress()).isEqualTo(1);
        assertThat(report.running()).singleElement().satisfies(running -> {
            assertThat(running.subscription()).isEqualTo("stuck");
            assertThat(running.thread()).startsWith("eventbus-stuck-bus-");
            assertThat(running.stack()).anyMatch(frame -> frame.getMethodName().equals("passStubbornly"));
        });
        assertThat(threadsOf("stuck-bus")).hasSize(1).allMatch(Thread::isDaemon);
        gate.open();
    }

    @Test
    void aHandlerThatHeedsItsInterruptEndsAsFailed() throws Exception {
        EventBus bus = EventBus.builder().build();
        bus.subscribe(Integer.class, event -> gate.pass());
        bus.publish(1);
        gate.awaitArrival();
        CloseReport report = bus.close(Duration.ZERO);
        assertThat(report.running()).isEmpty();
        assertThat(report.inProgress()).isZero();
        assertThat(report.subscriptions().get(0).failed()).isEqualTo(1);
    }

    @Test
    void theTimeToDrainIsTheSchedulersTime() throws Exception {
        ManualScheduler time = new ManualScheduler();
        EventBus bus = EventBus.builder().scheduler(time).build();
        bus.subscribe(Integer.class, event -> gate.passStubbornly());
        bus.publish(1);
        gate.awaitArrival();
        CompletableFuture<CloseReport> closing =
                CompletableFuture.supplyAsync(() -> bus.close(Duration.ofHours(1)), Gate.NEW_THREAD);
        time.awaitTask();
        time.advance(Duration.ofMinutes(59));
        assertThat(closing).isNotDone();
        time.advance(Duration.ofMinutes(1));
        assertThat(closing.get().inProgress()).isEqualTo(1);
        assertThat(closing.get().elapsed()).isEqualTo(Duration.ofHours(1));
        gate.open();
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() throws Exception {
        EventBus bus = EventBus.builder().build();
        bus.subscribe(Integer.class, event -> gate.passStubbornly());
        bus.publish(1);
        bus.publish(2);
        gate.awaitArrival();
        AtomicBoolean flagKept = new AtomicBoolean();
        AtomicReference<CloseReport> report = new AtomicReference<>();
        Publishers closer = Publishers.start(() -> {
            report.set(bus.close(Duration.ofDays(1)));
            flagKept.set(Thread.currentThread().isInterrupted());
        });
        closer.thread().interrupt();
        closer.join();
        assertThat(flagKept).isTrue();
        assertThat(report.get().discarded()).isEqualTo(1);
        gate.open();
    }

    @Test
    void aHandlerThatClosesItsBusIsNotWaitedFor() throws Exception {
        EventBus bus = EventBus.builder().build();
        CompletableFuture<CloseReport> report = new CompletableFuture<>();
        AtomicInteger others = new AtomicInteger();
        // First, so that it has been offered the event before the other one closes the bus.
        bus.subscribe(Integer.class, event -> others.incrementAndGet());
        bus.subscribe(Integer.class, event -> report.complete(bus.close(Duration.ofDays(1))));
        bus.publish(1);
        assertThat(report.get().inProgress()).isEqualTo(1);
        assertThat(others).hasValue(1);
    }

    @Test
    void aDirectHandlerThatClosesItsBusIsNotWaitedFor() {
        EventBus bus = EventBus.builder().build();
        AtomicReference<CloseReport> report = new AtomicReference<>();
        bus.subscription(Integer.class)
                .mode(DeliveryMode.DIRECT)
                .handle(event -> report.set(bus.close(Duration.ofDays(1))));
        bus.publish(1);
        assertThat(report.get().inProgress()).isEqualTo(1);
        assertThat(bus.isClosed()).isTrue();
    }

    @Test
    void theSecondCloseGivesTheReportOfTheFirst() throws Exception {
        EventBus bus = EventBus.builder().build();
        bus.subscribe(Integer.class, event -> gate.pass());
        bus.publish(1);
        gate.awaitArrival();
        CompletableFuture<CloseReport> first =
                CompletableFuture.supplyAsync(() -> bus.close(Duration.ofSeconds(30)), Gate.NEW_THREAD);
        CompletableFuture<CloseReport> second =
                CompletableFuture.supplyAsync(() -> bus.close(Duration.ofSeconds(30)), Gate.NEW_THREAD);
        gate.open();
        assertThat(second.get()).isSameAs(first.get());
        assertThat(bus.close(Duration.ZERO)).isSameAs(first.get());
    }

    @Test
    void theBusClosesWithItsOwner() throws Exception {
        CompletableFuture<Void> owner = new CompletableFuture<>();
        CountDownLatch closedByThreadOfBus = new CountDownLatch(1);
        EventBus bus = EventBus.builder().name("owned").closeWhen(owner).build();
        bus.subscribe(Integer.class, event -> closedByThreadOfBus.countDown());
        bus.publish(1);
        owner.completeExceptionally(new IllegalStateException("the owner failed"));
        Gate.await(closedByThreadOfBus);
        assertThat(bus.close(Duration.ofSeconds(30)).isComplete()).isTrue();
        assertThat(bus.isClosed()).isTrue();
    }

    @Test
    void theBusClosesWithItsOwnerThoughItsThreadFactoryGivesNoThread() throws Exception {
        CompletableFuture<Void> owner = new CompletableFuture<>();
        @SuppressWarnings("NullAway") // a user's may
        ThreadFactory givesNone = task -> null;
        EventBus bus = EventBus.builder()
                .threadFactory(givesNone)
                .closeTimeout(Duration.ZERO)
                .closeWhen(owner)
                .build();
        bus.subscribe(Integer.class, event -> {});
        bus.publish(1);
        owner.complete(null);
        until(() -> bus.isClosed());
        assertThat(bus.close(Duration.ofSeconds(30)).discarded()).isEqualTo(1);
    }

    /** The end of its owner, a handler and two threads, all at once: one report for all. */
    @Test
    void whoeverClosesItClosesItOnce() throws Exception {
        CompletableFuture<Void> owner = new CompletableFuture<>();
        CompletableFuture<CloseReport> inside = new CompletableFuture<>();
        EventBus bus = EventBus.builder().closeWhen(owner).build();
        bus.subscribe(Integer.class, event -> {
            gate.pass();
            inside.complete(bus.close(Duration.ofDays(1)));
        });
        bus.publish(1);
        bus.publish(2);
        gate.awaitArrival();
        List<CompletableFuture<CloseReport>> closing = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            closing.add(CompletableFuture.supplyAsync(() -> bus.close(Duration.ofSeconds(30)), Gate.NEW_THREAD));
        }
        owner.complete(null);
        until(() -> bus.isClosed());
        gate.open();
        assertThat(inside.get().inProgress()).isEqualTo(1);
        assertThat(closing.get(0).get()).isSameAs(closing.get(1).get());
        assertThat(bus.close(Duration.ZERO)).isSameAs(closing.get(0).get());
        assertThat(bus.stats().subscriptions().get(0).inProgress()).isZero();
    }

    @Test
    void closingEndsWaitsForRoom() throws Exception {
        EventBus bus = EventBus.builder().build();
        Subscription full = bus.subscription(Integer.class)
                .overflow(Overflow.BLOCK)
                .blockWithoutLimit()
                .capacity(1)
                .handle(event -> gate.passStubbornly());
        bus.publish(1);
        gate.awaitArrival();
        bus.publish(2);
        CompletableFuture<Thread> started = new CompletableFuture<>();
        CompletableFuture<PublishResult> waiting = CompletableFuture.supplyAsync(
                () -> {
                    started.complete(Thread.currentThread());
                    return bus.publish(3);
                },
                Gate.NEW_THREAD);
        untilWaiting(started.get());
        CloseReport report = bus.close(Duration.ZERO);
        // It found the bus open, and the event has matched: it is lost like the one that waits in the channel.
        assertThat(waiting.get()).isEqualTo(PublishResult.of(0, 1));
        assertThat(report.discarded()).isEqualTo(2);
        gate.open();
        until(() -> full.stats().inProgress() == 0);
        Ledger.assertSum(full.stats());
        assertThat(full.stats().delivered()).isEqualTo(1);
        assertThat(full.stats().matched()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_NEWEST", "DROP_OLDEST"})
    void nothingIsTakenAfterCancelReturns(Overflow overflow) throws Exception {
        try (EventBus bus = EventBus.builder().build()) {
            for (int round = 0; round < 300; round++) {
                AtomicBoolean cancelled = new AtomicBoolean();
                AtomicInteger takenAfter = new AtomicInteger();
                AtomicInteger starts = new AtomicInteger();
                Subscription subscription = bus.subscription(Integer.class)
                        .overflow(overflow)
                        .handle(event -> {
                            if (cancelled.get()) {
                                takenAfter.incrementAndGet();
                            }
                            starts.incrementAndGet();
                        });
                for (int i = 0; i < 200; i++) {
                    bus.publish(i);
                }
                until(() -> starts.get() >= 3);
                subscription.cancel();
                long begun =
                        subscription.stats().delivered() + subscription.stats().inProgress();
                cancelled.set(true);
                awaitIdle(bus);
                // At most the one event that had been taken when cancel returned.
                assertThat(takenAfter).hasValueLessThanOrEqualTo(1);
                assertThat(subscription.stats().delivered()).isBetween(begun, begun + 1);
                assertThat(subscription.stats().matched()).isEqualTo(200);
            }
        }
    }

    @Test
    void aHandlerMayCancelItsOwnSubscription() throws Exception {
        try (EventBus bus = EventBus.builder().build()) {
            List<Integer> handled = new ArrayList<>();
            AtomicReference<Subscription> self = new AtomicReference<>();
            CountDownLatch subscribed = new CountDownLatch(1);
            self.set(bus.subscribe(Integer.class, event -> {
                Gate.await(subscribed);
                handled.add(event);
                if (event == 2) {
                    self.get().cancel();
                }
            }));
            subscribed.countDown();
            for (int i = 0; i < 6; i++) {
                bus.publish(i);
            }
            awaitIdle(bus);
            assertThat(handled).containsExactly(0, 1, 2);
            assertThat(self.get().isActive()).isFalse();
            assertThat(bus.subscriptions()).isEmpty();
        }
    }

    @Test
    void aDirectHandlerIsNotCalledAfterCancel() {
        try (EventBus bus = EventBus.builder().build()) {
            AtomicInteger calls = new AtomicInteger();
            Subscription subscription =
                    bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle(event -> calls.incrementAndGet());
            bus.publish(1);
            subscription.cancel();
            assertThat(bus.publish(2).matched()).isZero();
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void closeWaitsForHandlersOfCancelledSubscriptions() throws Exception {
        EventBus bus = EventBus.builder().build();
        Subscription cancelled =
                bus.subscription(Integer.class).name("cancelled").handle(event -> gate.passStubbornly());
        bus.publish(1);
        gate.awaitArrival();
        cancelled.cancel();
        CloseReport report = bus.close(Duration.ZERO);
        assertThat(report.running())
                .extracting(CloseReport.RunningHandler::subscription)
                .containsExactly("cancelled");
        gate.open();
    }

    /** Accepted means delivered, so that who is late must be told that the bus is closed. */
    @Test
    void aPublisherHeldUpUntilTheDrainIsRefusedBeforeSubscriptionsEnd() throws Exception {
        CompletableFuture<PublishResult> late = new CompletableFuture<>();
        // The clock is asked when the first subscription has ended, for what was left behind there.
        EventBus bus = EventBus.builder()
                .clock(() -> {
                    gate.open();
                    assertThat(late).failsWithin(Duration.ofSeconds(30));
                    return Instant.EPOCH;
                })
                .build();
        bus.subscribe(String.class, event -> {}).pause();
        bus.publish("left behind");
        Subscription second = bus.subscription(Integer.class)
                .filter(event -> {
                    gate.passStubbornly();
                    return true;
                })
                .handle(event -> {});
        Gate.NEW_THREAD.execute(() -> {
            try {
                late.complete(bus.publish(1));
            } catch (BusClosedException refused) {
                late.completeExceptionally(refused);
            }
        });
        gate.awaitArrival();
        CloseReport report = bus.close(Duration.ofSeconds(30));
        assertThat(late).failsWithin(Duration.ofSeconds(30));
        assertThat(report.subscriptions())
                .filteredOn(stats -> stats.discarded() > 0)
                .hasSize(1);
        assertThat(second.stats().matched()).isZero();
    }

    @Test
    void onceTakesExactlyOneEvent() throws Exception {
        try (EventBus bus = EventBus.builder().build()) {
            List<Integer> handled = new ArrayList<>();
            Subscription channel = bus.subscription(Integer.class)
                    .filter(event -> event > 1)
                    .once()
                    .handle(event -> handled.add(event));
            Subscription direct = bus.subscription(Integer.class)
                    .mode(DeliveryMode.DIRECT)
                    .once()
                    .handle(event -> handled.add(event));
            for (int i = 0; i < 5; i++) {
                bus.publish(i);
            }
            awaitIdle(bus);
            assertThat(handled).containsExactlyInAnyOrder(0, 2);
            assertThat(channel.isActive()).isFalse();
            assertThat(direct.isActive()).isFalse();
            assertThat(channel.stats().matched()).isEqualTo(1);
        }
    }

    /**
     * What is lost on its way in is a match and a drop, as always, and not the event that the subscription waits for.
     */
    @Test
    void onceWaitsOnAfterAFilterOrKeyThatThrows() throws Exception {
        try (EventBus bus = EventBus.builder().build()) {
            List<Integer> handled = Collections.synchronizedList(new ArrayList<>());
            Predicate<Integer> filter = event -> {
                if (event < 2) {
                    throw new IllegalStateException("expected");
                }
                return true;
            };
            Subscription channel =
                    bus.subscription(Integer.class).filter(filter).once().handle(event -> handled.add(event));
            Subscription direct = bus.subscription(Integer.class)
                    .mode(DeliveryMode.DIRECT)
                    .filter(filter)
                    .once()
                    .handle(event -> handled.add(event));
            Channel<Integer> pulled = bus.subscription(Integer.class)
                    .overflow(Overflow.CONFLATE)
                    .key(filter::test)
                    .once()
                    .channel();
            for (int i = 0; i < 5; i++) {
                bus.publish(i);
            }
            awaitIdle(bus);
            assertThat(handled).containsExactly(2, 2);
            assertThat(pulled.poll()).isEqualTo(2);
            for (Subscription each : List.of(channel, direct, pulled.subscription())) {
                assertThat(each.isActive()).isFalse();
                assertThat(each.stats().matched()).isEqualTo(3);
                assertThat(each.stats().dropped()).isEqualTo(2);
                assertThat(each.stats().delivered()).isEqualTo(1);
            }
        }
    }

    /** A subscription that is cancelled while its handler runs is in every look at the bus, at all times. */
    @Test
    void awaitIdleSeesHandlersOfSubscriptionsThatAreBeingCancelled() throws Exception {
        try (EventBus bus = EventBus.builder().build()) {
            for (int round = 0; round < Repetitions.of(2_000); round++) {
                AtomicBoolean running = new AtomicBoolean();
                AtomicBoolean idleSeen = new AtomicBoolean();
                Subscription subscription = bus.subscribe(Integer.class, event -> {
                    running.set(true);
                    while (!idleSeen.get()) {
                        Thread.onSpinWait();
                    }
                    running.set(false);
                });
                bus.publish(round);
                until(() -> running.get());
                Publishers canceller = Publishers.start(subscription::cancel);
                for (int look = 0; look < 20; look++) {
                    assertThat(bus.awaitIdle(Duration.ZERO))
                            .as("round %d", round)
                            .isFalse();
                }
                idleSeen.set(true);
                canceller.join();
                awaitIdle(bus);
            }
        }
    }
}

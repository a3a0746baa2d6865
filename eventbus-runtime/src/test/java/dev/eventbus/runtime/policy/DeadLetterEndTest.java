package dev.eventbus.runtime.policy;

import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BusListener;
import dev.eventbus.DeadLetter;
import dev.eventbus.DeadLetter.Reason;
import dev.eventbus.DeliveryMode;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import dev.eventbus.testing.Publishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What waits when a subscription or the bus ends is a dead letter, and subscribers learn of it. */
class DeadLetterEndTest extends DeadLetterFixture {

    private enum Kind {
        RING,
        TICKETS,
        OLDEST,
        KEYS,
        LATEST,
        GAPS,
        RECEIVERS;

        Subscription subscribe(EventBus bus, int capacity, dev.eventbus.Handler<Integer> handler) {
            var builder = bus.subscription(Integer.class).capacity(capacity);
            return switch (this) {
                case RING -> builder.handle(handler);
                case TICKETS -> builder.concurrency(2).handle(handler);
                case OLDEST -> builder.overflow(Overflow.DROP_OLDEST).handle(handler);
                case KEYS -> builder.concurrency(2).key(event -> event % 7).handle(handler);
                case LATEST ->
                    builder.overflow(Overflow.CONFLATE).key(event -> event % 7).handle(handler);
                case GAPS -> builder.handle((event, context) -> handler.handle(event));
                case RECEIVERS -> builder.channel().subscription();
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatWaitedWhenCancelledIsKeptInOrder(Kind kind) {
        Subscription subscription = kind.subscribe(bus, 100, event -> {});
        subscription.pause();
        publish(0, 7);
        subscription.cancel();
        assertThat(lost()).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(letters().snapshot()).allSatisfy(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.DISCARDED);
            assertThat(letter.dropReason()).isEqualTo(DropReason.CANCELLED);
            assertThat(letter.cause()).isNull();
            assertThat(letter.attempts()).isZero();
        });
        assertThat(subscription.stats().discarded()).isEqualTo(7);
        subscription.cancel();
        assertThat(letters().total()).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theNewestOfManyThatWaitedAreKept(Kind kind) {
        open(builder -> builder.deadLetterCapacity(3));
        Subscription subscription = kind.subscribe(bus, 100, event -> {});
        subscription.pause();
        publish(0, 7);
        subscription.cancel();
        assertThat(lost()).containsExactly(4, 5, 6);
        assertThat(letters().total()).isEqualTo(7);
        assertThat(letters().evicted()).isEqualTo(4);
    }

    @Test
    void closingKeepsWhatItDiscards() {
        Subscription subscription = subscribe();
        subscription.pause();
        publish(0, 5);
        assertThat(bus.close(PATIENCE).discarded()).isEqualTo(5);
        assertThat(lost()).containsExactly(0, 1, 2, 3, 4);
        assertThat(letters().snapshot())
                .allMatch(letter -> letter.reason() == Reason.DISCARDED && letter.dropReason() == DropReason.CLOSED);
        assertThat(letters().redriveAll()).isZero();
        assertThat(letters().redrive(letters().snapshot().get(0))).isFalse();
        assertThat(letters().drain()).hasSize(5);
        assertThat(letters().size()).isZero();
    }

    @Test
    void aStreamAndAChannelThatAreClosedStayReadable() {
        bus.subscription(Integer.class).channel();
        publish(0, 5);
        bus.close();
        assertThat(letters().total()).isZero();
    }

    /** Publishers, drains and an end race: what was accepted is delivered, or there is a letter of it, once. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyEventIsDeliveredOrALetter(Kind kind) throws Exception {
        for (int round = 0; round < 40; round++) {
            int number = round;
            open(builder -> builder.deadLetterCapacity(1 << 20).deadLetterDrops(true));
            List<Integer> delivered = Collections.synchronizedList(new ArrayList<>());
            Subscription subscription = kind.subscribe(bus, 1 + round * 5, event -> {
                if (event % 5 == 0) {
                    throw new IllegalStateException("expected");
                }
                delivered.add(event);
            });
            Ledger ledger = new Ledger();
            CountDownLatch running = new CountDownLatch(2);
            Publishers publishers = Publishers.start(2, first -> {
                for (int event = first; event < 2_000 && subscription.isActive(); event += 2) {
                    ledger.note(bus.publish(event));
                    if (event >= number * 20 - 2) {
                        running.countDown();
                    }
                }
            });
            Gate.await(running);
            if (round % 2 == 0) {
                subscription.cancel();
            }
            publishers.join();
            if (round % 2 != 0) {
                subscription.pause();
                bus.close();
            }
            bus.close();
            SubscriptionStats stats = subscription.stats();
            ledger.assertBalanced(List.of(stats));
            if (kind == Kind.RECEIVERS && round % 2 != 0) {
                subscription.cancel();
                stats = subscription.stats();
            }
            List<Object> all = new ArrayList<>(lost());
            assertThat(letters().total())
                    .as("round %d: %s", round, stats)
                    .isEqualTo(all.size())
                    .isEqualTo(stats.failed() + stats.discarded() + stats.dropped());
            assertThat(stats.inProgress()).isZero();
            all.addAll(delivered);
            assertThat(all).as("round %d: %s", round, stats).doesNotHaveDuplicates();
            assertThat(all).hasSize((int) (stats.matched() - stats.conflated()));
        }
    }

    /**
     * Events that fail, are redriven, fail again, and so on, until the subscription ends: none is lost and none is
     * there twice.
     */
    @Test
    void redrivingAgainstCancelling() throws Exception {
        for (int round = 0; round < 50; round++) {
            open(builder -> builder);
            Subscription subscription =
                    bus.subscription(Integer.class).capacity(20).handle(this::handle);
            publish(0, 20);
            CountDownLatch redriven = new CountDownLatch(1 + round * 10);
            Publishers redriver = Publishers.start(() -> {
                while (subscription.isActive()) {
                    if (letters().redriveAll() > 0) {
                        redriven.countDown();
                    }
                }
            });
            Gate.await(redriven);
            subscription.cancel();
            redriver.join();
            idle();
            SubscriptionStats stats = subscription.stats();
            Ledger.assertSum(stats);
            assertThat(stats.accepted()).isEqualTo(20 + stats.redriven());
            assertThat(lost())
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 20).boxed().toList());
            assertThat(letters().total()).isEqualTo(stats.failed() + stats.discarded());
        }
    }

    @Test
    void subscriptionsToDeadLettersAreToldOnAThreadOfTheBus() throws Exception {
        List<DeadLetter> told = Collections.synchronizedList(new ArrayList<>());
        List<DeadLetter> toldDirectly = Collections.synchronizedList(new ArrayList<>());
        AtomicReference<String> thread = new AtomicReference<>("");
        Subscription any = bus.subscription(Object.class)
                .filter(event -> !(event instanceof Integer))
                .handle(e -> {});
        bus.subscription(DeadLetter.class).handle(event -> told.add(event));
        bus.subscription(DeadLetter.class).mode(DeliveryMode.DIRECT).handle((letter, context) -> {
            thread.set(Thread.currentThread().getName());
            toldDirectly.add(letter);
        });
        bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle(this::handle);
        publish(0, 100);
        idle();
        assertThat(told)
                .extracting(DeadLetter::event)
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        assertThat(toldDirectly).hasSameElementsAs(told);
        assertThat(thread.get()).startsWith("eventbus-");
        assertThat(any.stats().matched()).isZero();
        assertThat(bus.stats().unhandled()).isZero();
        assertThat(letters().total()).isEqualTo(100);
    }

    @Test
    void aLetterLostByItsSubscriptionIsKeptAndNotTold() throws Exception {
        open(builder -> builder.deadLetterDrops(true));
        AtomicInteger told = new AtomicInteger();
        bus.subscription(DeadLetter.class).handle(event -> {
            told.incrementAndGet();
            throw new IllegalStateException("expected");
        });
        bus.subscription(DeadLetter.class)
                .filter(event -> {
                    throw new IllegalStateException("expected");
                })
                .handle(event -> {});
        subscribe();
        bus.publish(1);
        idle();
        assertThat(told).hasValue(1);
        assertThat(letters().total()).isEqualTo(3);
        assertThat(letters().snapshot().stream().filter(letter -> letter.event() instanceof DeadLetter))
                .hasSize(2);
    }

    @Test
    void closingTellsWhatIsLostWhileItDrains() throws Exception {
        List<DeadLetter> told = Collections.synchronizedList(new ArrayList<>());
        bus.subscription(DeadLetter.class).handle(event -> told.add(event));
        bus.subscription(Integer.class).handle(event -> {
            gate.pass();
            throw new IllegalStateException("expected");
        });
        publish(0, 50);
        gate.awaitArrival();
        Publishers closer = Publishers.start(() -> bus.close(PATIENCE));
        until(() -> bus.isClosed());
        gate.open();
        closer.join();
        assertThat(told).hasSize(50);
    }

    @Test
    void aListenerThatClosesTheBusDoesNotWaitForWhatItHoldsUp() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        open(builder -> builder.listener(new BusListener() {
            @Override
            public void onFailed(Subscription subscription, Throwable failure, long count) {
                publish(0, 10);
                bus.close(PATIENCE);
                closed.countDown();
            }
        }));
        bus.subscription(DeadLetter.class).handle(event -> {});
        bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle(this::handle);
        long start = System.nanoTime();
        bus.publish(1);
        Gate.await(closed);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
    }

    /** Whoever holds up the notice thread leaves letters untold, which nobody will tell any more. */
    @Test
    void aClosedBusIsIdleThoughLettersWereNotTold() throws Exception {
        bus.subscription(DeadLetter.class).mode(DeliveryMode.DIRECT).handle(event -> gate.passStubbornly());
        bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle(this::handle);
        bus.publish(1);
        gate.awaitArrival();
        bus.publish(2);
        bus.close(Duration.ZERO);
        gate.open();
        assertThat(bus.awaitIdle(PATIENCE)).isTrue();
    }
}

package dev.eventbus.runtime.lifetime;

import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BreakerPolicy;
import dev.eventbus.BusScheduler;
import dev.eventbus.Channel;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.runtime.Garbage;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.ManualScheduler;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A timer is given up when what it waits for is over, and with its subscription and its bus. */
class TimersTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final RetryPolicy IN_AN_HOUR =
            RetryPolicy.maxAttempts(3).delay(HOUR).maxDelay(HOUR).jitter(0);

    private final ManualScheduler time = new ManualScheduler();
    private final Garbage garbage = new Garbage();
    private final Queue<Runnable> hoard = new ConcurrentLinkedQueue<>();

    /** Keeps all that it was ever given, as the contract allows: giving up means not to run. */
    private final BusScheduler hoarding = new BusScheduler() {
        @Override
        public long nanoTime() {
            return time.nanoTime();
        }

        @Override
        public Cancellable schedule(Runnable task, long delayNanos) {
            hoard.add(task);
            return time.schedule(task, delayNanos);
        }
    };

    /** Cannot schedule anything, so that the JDK's delays stand in. */
    private final BusScheduler broken = new BusScheduler() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Cancellable schedule(Runnable task, long delayNanos) {
            throw new IllegalStateException("expected");
        }
    };

    /** What is waited for an hour, and what ends that. */
    private enum Wait {
        DEADLINE_OF_A_HANDLER_THAT_HAS_RETURNED {
            @Override
            Subscription begin(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                Subscription client = builder.timeout(HOUR).handle(event -> heavy.hashCode());
                bus.publish(1);
                awaitDelivered(client);
                return client;
            }
        },
        DEADLINE_OF_A_BATCH {
            @Override
            Subscription begin(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                Subscription client = builder.timeout(HOUR).handleBatch(4, events -> heavy.hashCode());
                bus.publish(1);
                awaitDelivered(client);
                return client;
            }
        },
        DEADLINE_OF_A_STAGE_THAT_HAS_ENDED {
            @Override
            Subscription begin(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                CompletableFuture<Object> stage = new CompletableFuture<>();
                Subscription client = builder.timeout(HOUR).handleAsync(event -> stage);
                bus.publish(1);
                until(() -> client.stats().inProgress() > 0);
                stage.complete(heavy);
                awaitDelivered(client);
                return client;
            }
        },
        DEADLINES_OF_SEVERAL_AT_ONCE {
            @Override
            Subscription begin(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                Subscription client = builder.timeout(HOUR).concurrency(4).handle(event -> heavy.hashCode());
                for (int i = 0; i < 100; i++) {
                    bus.publish(i);
                }
                awaitDelivered(client);
                return client;
            }
        },
        RETRY {
            @Override
            Subscription begin(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                AtomicInteger failures = new AtomicInteger();
                Subscription client = builder.retry(IN_AN_HOUR).handle(event -> fail(heavy, failures));
                bus.publish(1);
                awaitFirst(failures);
                return client;
            }
        },
        RETRY_OF_A_KEY {
            @Override
            Subscription begin(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                AtomicInteger failures = new AtomicInteger();
                Subscription client = builder.retry(IN_AN_HOUR)
                        .key(event -> event)
                        .concurrency(2)
                        .handle(event -> fail(heavy, failures));
                bus.publish(1);
                awaitFirst(failures);
                return client;
            }
        },
        RETRY_OF_A_BATCH {
            @Override
            Subscription begin(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                AtomicInteger failures = new AtomicInteger();
                Subscription client = builder.retry(IN_AN_HOUR).handleBatch(4, event -> fail(heavy, failures));
                bus.publish(1);
                awaitFirst(failures);
                return client;
            }
        },
        OPEN_BREAKER {
            @Override
            Subscription begin(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                AtomicInteger failures = new AtomicInteger();
                Subscription client = builder.breaker(
                                BreakerPolicy.openAfterFailures(1).openFor(HOUR))
                        .handle(event -> fail(heavy, failures));
                bus.publish(1);
                bus.publish(2);
                awaitFirst(failures);
                return client;
            }
        };

        abstract Subscription begin(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception;

        static void fail(Object heavy, AtomicInteger failures) throws Exception {
            failures.incrementAndGet();
            throw new Exception("expected of " + (heavy != null));
        }

        static void awaitFirst(AtomicInteger failures) {
            until(() -> failures.get() > 0);
        }

        static void awaitDelivered(Subscription client) {
            until(() -> client.stats().delivered() >= client.stats().matched());
        }
    }

    private void waitAndCancel(EventBus bus, Wait wait) throws Exception {
        for (int i = 0; i < 10; i++) {
            Object heavy = new byte[1 << 16];
            Subscription client = wait.begin(bus, bus.subscription(Integer.class), heavy);
            client.cancel();
            garbage.expect(heavy);
            garbage.expect(client);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancellingASubscriptionGivesUpItsTimers(Wait wait) throws Exception {
        EventBus bus =
                EventBus.builder().scheduler(hoarding).deadLetterCapacity(0).build();
        waitAndCancel(bus, wait);
        assertThat(garbage.remaining()).isEmpty();
        bus.close();
        assertThat(time.pending()).as("tasks that are still scheduled").isZero();
    }

    @ParameterizedTest
    @EnumSource
    void theBusOwnTimerKeepsNothing(Wait wait) throws Exception {
        EventBus bus = EventBus.builder().deadLetterCapacity(0).build();
        waitAndCancel(bus, wait);
        assertThat(garbage.remaining()).isEmpty();
        bus.close();
    }

    @ParameterizedTest
    @EnumSource
    void theDelaysOfTheJdkThatStandInKeepNothing(Wait wait) throws Exception {
        EventBus bus =
                EventBus.builder().scheduler(broken).deadLetterCapacity(0).build();
        waitAndCancel(bus, wait);
        assertThat(garbage.remaining()).isEmpty();
        bus.close();
    }

    @ParameterizedTest
    @EnumSource
    void aClosedBusIsNotKeptByItsScheduler(Wait wait) throws Exception {
        waitAndClose(wait);
        assertThat(time.pending()).as("tasks that are still scheduled").isZero();
        assertThat(garbage.remaining()).isEmpty();
    }

    private void waitAndClose(Wait wait) throws Exception {
        EventBus bus =
                EventBus.builder().scheduler(hoarding).deadLetterCapacity(0).build();
        Object heavy = new byte[1 << 16];
        Subscription client = wait.begin(bus, bus.subscription(Integer.class), heavy);
        // A loss, of which a line is due in some seconds.
        Subscription paused = bus.subscription(Integer.class).capacity(1).handle(event -> {});
        paused.pause();
        bus.publish(1);
        bus.publish(2);
        time.advance(Duration.ofMillis(100));
        // Without time to wait for what is due in an hour.
        bus.close(Duration.ZERO);
        garbage.expect(heavy);
        garbage.expect(client);
        garbage.expect(bus);
    }

    @Test
    void aHandlerThatWasInterruptedIsNotKeptByTheLookWhetherItIsStuck() throws Exception {
        EventBus bus =
                EventBus.builder().scheduler(hoarding).deadLetterCapacity(0).build();
        runOverAndCancel(bus);
        assertThat(garbage.remaining()).isEmpty();
        bus.close();
        assertThat(time.pending()).as("tasks that are still scheduled").isZero();
    }

    private void runOverAndCancel(EventBus bus) throws Exception {
        Gate gate = new Gate();
        Object heavy = new byte[1 << 16];
        Subscription client = bus.subscription(Integer.class)
                .timeout(Duration.ofMillis(10))
                .handle(event -> {
                    heavy.hashCode();
                    gate.pass();
                });
        bus.publish(1);
        gate.awaitArrival();
        time.advance(Duration.ofMillis(10));
        assertThat(bus.awaitIdle(HOUR)).isTrue();
        client.cancel();
        garbage.expect(heavy);
        garbage.expect(client);
    }

    @Test
    void aPublisherThatHasFoundRoomLeavesNoTimer() throws Exception {
        EventBus bus = EventBus.builder().scheduler(hoarding).build();
        Channel<Integer> channel = bus.subscription(Integer.class)
                .capacity(1)
                .overflow(Overflow.BLOCK)
                .blockFor(HOUR)
                .channel();
        bus.publish(1);
        CompletableFuture<?> published = CompletableFuture.runAsync(() -> bus.publish(2), Gate.NEW_THREAD);
        time.awaitTaskIn(HOUR);
        channel.subscription().cancel();
        published.get();
        bus.close();
        assertThat(time.pending()).as("tasks that are still scheduled").isZero();
    }

    @Test
    void aReceiverThatHasReceivedLeavesNoTimer() throws Exception {
        EventBus bus = EventBus.builder().scheduler(hoarding).build();
        Channel<Integer> channel = bus.subscription(Integer.class).channel();
        CompletableFuture<Integer> received = new CompletableFuture<>();
        Gate.NEW_THREAD.execute(() -> {
            try {
                received.complete(channel.receive(HOUR));
            } catch (Throwable failure) {
                received.completeExceptionally(failure);
            }
        });
        time.awaitTaskIn(HOUR);
        bus.publish(1);
        assertThat(received.get()).isEqualTo(1);
        bus.close();
        assertThat(time.pending()).as("tasks that are still scheduled").isZero();
    }
}

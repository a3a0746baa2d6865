package dev.eventbus.runtime.lifetime;

import static dev.eventbus.testing.Patience.until;
import static dev.eventbus.testing.Patience.untilWaiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BusListener;
import dev.eventbus.Channel;
import dev.eventbus.DeliveryMode;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.runtime.Garbage;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.LogLines;
import dev.eventbus.runtime.ManualScheduler;
import dev.eventbus.testing.Publishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that came, lost an event and was cancelled leaves names and counts behind, and no object of its own. */
class CancelledSubscriptionTest {

    private static final int CLIENTS = 50;

    private final ManualScheduler time = new ManualScheduler();
    private final LogLines lines = new LogLines();
    private final Garbage garbage = new Garbage();
    private final Gate gate = new Gate();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final BusListener listener = new BusListener() {
        @Override
        public void onDropped(Subscription subscription, DropReason reason, long count) {
            told.add(subscription.name() + " " + reason + " " + count + " of "
                    + subscription.stats().matched());
        }

        @Override
        public void onFailed(Subscription subscription, Throwable cause, long count) {
            told.add(subscription.name() + " failed " + count);
        }
    };

    @AfterEach
    void end() {
        gate.open();
        lines.close();
    }

    /** What one client loses its event by. */
    private enum Loss {
        OVERFLOW {
            @Override
            Subscription lose(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                Subscription client = builder.capacity(1).handle(event -> use(heavy));
                client.pause();
                bus.publish(1);
                bus.publish(2);
                return client;
            }
        },
        DISPLACED {
            @Override
            Subscription lose(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                return OVERFLOW.lose(bus, builder.overflow(Overflow.DROP_OLDEST), heavy);
            }
        },
        BLOCKED {
            @Override
            Subscription lose(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                Subscription client = builder.overflow(Overflow.BLOCK)
                        .blockWithoutLimit()
                        .capacity(1)
                        .handle(event -> use(heavy));
                client.pause();
                publishInterrupted(bus, 1);
                publishInterrupted(bus, 2);
                return client;
            }
        },
        KEYED {
            @Override
            Subscription lose(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                return OVERFLOW.lose(bus, builder.key(event -> event).concurrency(2), heavy);
            }
        },
        FILTER {
            @Override
            Subscription lose(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                Subscription client = builder.filter(event -> {
                            throw new IllegalStateException("expected");
                        })
                        .handle(event -> use(heavy));
                bus.publish(1);
                return client;
            }
        },
        FAILURE {
            @Override
            Subscription lose(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                Subscription client = builder.handle(event -> fail(heavy));
                bus.publish(1);
                until(() -> client.stats().failed() > 0);
                return client;
            }
        },
        BATCH {
            @Override
            Subscription lose(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                Subscription client = builder.handleBatch(8, events -> fail(heavy));
                bus.publish(1);
                until(() -> client.stats().failed() > 0);
                return client;
            }
        },
        DIRECT {
            @Override
            Subscription lose(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                Subscription client = builder.mode(DeliveryMode.DIRECT).handle(event -> fail(heavy));
                bus.publish(1);
                return client;
            }
        },
        PULL {
            @Override
            Subscription lose(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                Subscription client = builder.capacity(1)
                        .filter(event -> use(heavy))
                        .channel()
                        .subscription();
                bus.publish(1);
                bus.publish(2);
                return client;
            }
        },
        STREAM {
            @Override
            Subscription lose(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception {
                builder.capacity(1).flowPublisher().subscribe(new Idle(heavy));
                bus.publish(1);
                bus.publish(2);
                List<Subscription> all = bus.subscriptions();
                return all.get(all.size() - 1);
            }
        };

        abstract Subscription lose(EventBus bus, SubscriptionBuilder<Integer> builder, Object heavy) throws Exception;

        /** Whoever is interrupted does not wait for room. */
        static void publishInterrupted(EventBus bus, int event) {
            Thread.currentThread().interrupt();
            bus.publish(event);
            assertThat(Thread.interrupted()).isTrue();
        }

        static boolean use(Object heavy) {
            return heavy != null;
        }

        static void fail(Object heavy) throws Exception {
            throw new Exception("expected of " + (heavy != null));
        }
    }

    /** A subscriber that asks for nothing. */
    private record Idle(Object heavy) implements Flow.Subscriber<Integer> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {}

        @Override
        public void onNext(Integer event) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    private EventBus bus() {
        return EventBus.builder()
                .name("b")
                .scheduler(time)
                .listener(listener)
                .deadLetterCapacity(0)
                .build();
    }

    /** Not in the test's own frame, which would keep what the last client had. */
    private void comeLoseAndGo(EventBus bus, Loss loss) throws Exception {
        for (int i = 0; i < CLIENTS; i++) {
            Object heavy = new byte[1 << 16];
            Subscription client = loss.lose(bus, bus.subscription(Integer.class).name("client" + i), heavy);
            garbage.expect(heavy);
            garbage.expect(client);
            client.cancel();
        }
    }

    @ParameterizedTest
    @EnumSource
    void itIsGoneBeforeItsLossIsTold(Loss loss) throws Exception {
        EventBus bus = bus();
        comeLoseAndGo(bus, loss);
        assertThat(garbage.remaining()).isEmpty();
        time.advance(Duration.ofMillis(100));
        awaitTold();
        bus.close();
        assertThat(String.join("\n", told)).contains("client0 ").contains("client" + (CLIENTS - 1) + " ");
        assertThat(lines.messages())
                .anyMatch(line -> line.contains("subscription client0 "))
                .anyMatch(line -> line.contains("subscription client" + (CLIENTS - 1) + " "));
    }

    @ParameterizedTest
    @EnumSource
    void itIsGoneBetweenItsFirstLineAndTheNext(Loss loss) throws Exception {
        EventBus bus = bus();
        List<Subscription> clients = new ArrayList<>();
        comeLoseAndStay(bus, loss, clients);
        time.advance(Duration.ofMillis(100));
        awaitTold();
        // A second loss, whose line is due ten seconds after the first.
        Loss.publishInterrupted(bus, 3);
        time.advance(Duration.ofSeconds(1));
        clients.forEach(Subscription::cancel);
        garbage.expectAll(clients);
        clients.clear();
        assertThat(garbage.remaining()).isEmpty();
        bus.close();
    }

    private void comeLoseAndStay(EventBus bus, Loss loss, List<Subscription> clients) throws Exception {
        for (int i = 0; i < CLIENTS; i++) {
            Object heavy = new byte[1 << 16];
            clients.add(loss.lose(bus, bus.subscription(Integer.class).name("client" + i), heavy));
            garbage.expect(heavy);
        }
    }

    private void awaitTold() {
        String last = "client" + (CLIENTS - 1) + " ";
        while (told.stream().noneMatch(line -> line.startsWith(last))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aListenerThatBlocksKeepsNobody() throws Exception {
        CountDownLatch all = new CountDownLatch(CLIENTS);
        EventBus bus = EventBus.builder()
                .scheduler(time)
                .listener(new BusListener() {
                    @Override
                    public void onDropped(Subscription subscription, DropReason reason, long count) {
                        if (subscription.name().equals("first")) {
                            gate.passStubbornly();
                        } else if (reason == DropReason.OVERFLOW) {
                            all.countDown();
                        }
                    }
                })
                .build();
        Subscription first =
                bus.subscription(Integer.class).name("first").capacity(1).handle(event -> {});
        first.pause();
        bus.publish(1);
        bus.publish(2);
        time.advance(Duration.ofMillis(100));
        gate.awaitArrival();
        comeLoseAndGo(bus, Loss.OVERFLOW);
        time.advance(Duration.ofMillis(100));
        assertThat(garbage.remaining()).isEmpty();
        gate.open();
        Gate.await(all);
        bus.close();
    }

    /** The event of the publisher is lost by the close, and counted after it. */
    @Test
    void aChannelThatIsClosedWhileAPublisherWaitsIsGone() throws Exception {
        EventBus bus = bus();
        for (int i = 0; i < CLIENTS; i++) {
            closeWhileAPublisherWaits(bus);
        }
        assertThat(garbage.remaining()).isEmpty();
        bus.close();
    }

    private void closeWhileAPublisherWaits(EventBus bus) throws Exception {
        Channel<Integer> channel = bus.subscription(Integer.class)
                .overflow(Overflow.BLOCK)
                .blockWithoutLimit()
                .capacity(1)
                .channel();
        garbage.expect(channel.subscription());
        bus.publish(1);
        Publishers publisher = Publishers.start(() -> bus.publish(2));
        untilWaiting(publisher.thread());
        channel.close();
        publisher.join();
        assertThat(channel.subscription().stats().count(DropReason.CANCELLED)).isEqualTo(1);
    }

    @Test
    void aListenerThatBlocksKeepsNoSubscriptionOfAStream() throws Exception {
        CountDownLatch all = new CountDownLatch(CLIENTS);
        EventBus bus = EventBus.builder()
                .listener(new BusListener() {
                    @Override
                    public void onFailed(Subscription subscription, Throwable cause, long count) {
                        if (subscription.name().equals("first")) {
                            gate.passStubbornly();
                        } else {
                            all.countDown();
                        }
                    }
                })
                .build();
        bus.subscription(Integer.class).name("first").flowPublisher().subscribe(new Refusing(() -> {}));
        gate.awaitArrival();
        for (int i = 0; i < CLIENTS; i++) {
            bus.subscription(Integer.class)
                    .name("client" + i)
                    .flowPublisher()
                    .subscribe(new Refusing(() -> garbage.expectAll(bus.subscriptions())));
        }
        assertThat(garbage.remaining()).isEmpty();
        gate.open();
        Gate.await(all);
        bus.close();
    }

    /** A subscriber that throws when its subscription begins. */
    private record Refusing(Runnable onBegin) implements Flow.Subscriber<Integer> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            onBegin.run();
            throw new IllegalStateException("expected");
        }

        @Override
        public void onNext(Integer event) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    @Test
    void whoeverHoldsItIsToldOfTheSame() throws Exception {
        List<Subscription> toldOf = new ArrayList<>();
        EventBus bus = EventBus.builder()
                .scheduler(time)
                .listener(new BusListener() {
                    @Override
                    public void onDropped(Subscription subscription, DropReason reason, long count) {
                        toldOf.add(subscription);
                    }
                })
                .build();
        Subscription client = Loss.OVERFLOW.lose(bus, bus.subscription(Integer.class), new Object());
        client.cancel();
        bus.close();
        assertThat(toldOf).isNotEmpty().allMatch(each -> each == client);
    }
}

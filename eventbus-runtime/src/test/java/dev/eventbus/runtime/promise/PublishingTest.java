package dev.eventbus.runtime.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.eventbus.BusClosedException;
import dev.eventbus.BusListener;
import dev.eventbus.DeliveryMode;
import dev.eventbus.Event;
import dev.eventbus.EventBus;
import dev.eventbus.Headers;
import dev.eventbus.PublishResult;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Promise 1: what publish runs, waits for and throws. */
class PublishingTest {

    private final Set<Thread> listenerThreads = ConcurrentHashMap.newKeySet();
    private final CountDownLatch listenerCalled = new CountDownLatch(1);
    private final EventBus bus = EventBus.builder()
            .listener(new BusListener() {
                @Override
                public void onFailed(Subscription subscription, Throwable cause, long count) {
                    listenerThreads.add(Thread.currentThread());
                    listenerCalled.countDown();
                }
            })
            .build();

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void channelHandlersRunInThreadsOfTheBus() throws Exception {
        List<Thread> threads = new ArrayList<>();
        CountDownLatch handled = new CountDownLatch(1);
        bus.subscribe(String.class, event -> {
            threads.add(Thread.currentThread());
            handled.countDown();
        });
        bus.publish("a");
        Gate.await(handled);
        assertThat(threads.get(0)).isNotSameAs(Thread.currentThread());
        assertThat(threads.get(0).isDaemon()).isTrue();
        assertThat(threads.get(0).getName()).matches("eventbus-" + bus.name() + "-\\d+");
    }

    @Test
    void filtersAndDirectHandlersButNotListenersRunInThePublisher() throws Exception {
        List<Thread> threads = new ArrayList<>();
        bus.subscription(String.class)
                .mode(DeliveryMode.DIRECT)
                .filter(event -> threads.add(Thread.currentThread()))
                .handle(event -> {
                    threads.add(Thread.currentThread());
                    throw new IllegalStateException("expected");
                });
        bus.publish("a");
        Gate.await(listenerCalled);
        assertThat(threads).hasSize(2).containsOnly(Thread.currentThread());
        assertThat(listenerThreads).doesNotContain(Thread.currentThread());
    }

    @Event("light.changed")
    private enum Light {
        RED {
            @Override
            int seconds() {
                return 30;
            }
        };

        abstract int seconds();
    }

    @Test
    void aConstantWithABodyIsPublishedOnTheTopicOfItsEnum() {
        List<Object> seen = new ArrayList<>();
        bus.subscription(Light.class)
                .topic("light.*")
                .mode(DeliveryMode.DIRECT)
                .handle((Light light) -> seen.add(light));
        bus.publish(Light.RED);
        assertThat(seen).containsExactly(Light.RED);
    }

    @Event("animal.seen")
    private static class Animal {}

    private static final class Dog extends Animal {}

    @Event("cat.seen")
    private static final class Cat extends Animal {}

    @Test
    void aSubclassOfAnEventTypeHasATopicOfItsOwn() {
        List<String> topics = new ArrayList<>();
        bus.subscription(Animal.class)
                .mode(DeliveryMode.DIRECT)
                .handle((animal, context) -> topics.add(context.topic()));
        bus.publish(new Animal());
        bus.publish(new Dog());
        bus.publish(new Cat());
        assertThat(topics).containsExactly("animal.seen", Dog.class.getName(), "cat.seen");
    }

    @Test
    void directHandlersRunByPriorityThenRegistration() {
        List<String> order = new ArrayList<>();
        bus.subscription(String.class).mode(DeliveryMode.DIRECT).priority(-1).handle(e -> order.add("last"));
        bus.subscription(String.class).mode(DeliveryMode.DIRECT).handle(e -> order.add("second"));
        bus.subscription(String.class).mode(DeliveryMode.DIRECT).handle(e -> order.add("third"));
        bus.subscription(String.class).mode(DeliveryMode.DIRECT).priority(9).handle(e -> order.add("first"));
        bus.publish("a");
        assertThat(order).containsExactly("first", "second", "third", "last");
    }

    @Test
    void everyChannelIsOfferedToBeforeTheFirstDirectHandlerRuns() {
        Gate gate = new Gate();
        Subscription before = bus.subscribe(String.class, event -> gate.pass());
        List<Long> acceptedAtTheTime = new ArrayList<>();
        List<Subscription> after = new ArrayList<>();
        bus.subscription(String.class).mode(DeliveryMode.DIRECT).handle(event -> {
            acceptedAtTheTime.add(before.stats().accepted());
            acceptedAtTheTime.add(after.get(0).stats().accepted());
        });
        after.add(bus.subscribe(String.class, event -> gate.pass()));
        bus.publish("a");
        assertThat(acceptedAtTheTime).containsExactly(1L, 1L);
        gate.open();
    }

    @Test
    void resultsTellAcceptedAndDropped() throws Exception {
        Gate gate = new Gate();
        bus.subscription(String.class).capacity(1).handle(event -> gate.pass());
        bus.subscribe(String.class, event -> {});
        bus.publish("in progress");
        gate.awaitArrival();
        assertThat(bus.publish("queued")).isEqualTo(PublishResult.of(2, 0));
        assertThat(bus.publish("refused")).isEqualTo(PublishResult.of(1, 1));
        assertThat(bus.publish(1L)).isEqualTo(PublishResult.of(0, 0));
        gate.open();
    }

    @Test
    void whatHandlersAndFiltersThrowNeverReachesThePublisher() {
        bus.subscription(String.class).mode(DeliveryMode.DIRECT).handle(event -> {
            throw new LinkageError("expected");
        });
        bus.subscription(String.class)
                .filter(event -> {
                    throw new IllegalStateException("expected");
                })
                .handle(event -> {});
        bus.subscribe(String.class, event -> {
            throw new Exception("expected");
        });
        assertThat(bus.publish("a")).isEqualTo(PublishResult.of(2, 1));
    }

    @Test
    void throwsForNullABadTopicAndAClosedBus() {
        assertThatNullPointerException().isThrownBy(() -> bus.publish(null));
        assertThatNullPointerException().isThrownBy(() -> bus.publishTo(null, "a"));
        assertThatNullPointerException().isThrownBy(() -> bus.publish("a", null));
        for (String bad : List.of("", ".", "a.", ".a", "a..b", "a.*", "a b", "a\n", "x".repeat(256))) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> bus.publishTo(bad, "a"))
                    .withMessageContaining("To fix it");
        }
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> bus.publish(new int[0]))
                .withMessageContaining("publishTo");
        bus.close();
        assertThatExceptionOfType(BusClosedException.class).isThrownBy(() -> bus.publish("a"));
        assertThatExceptionOfType(BusClosedException.class)
                .isThrownBy(() -> bus.publishTo("a.b", "a", Headers.of("k", "v")));
        assertThatExceptionOfType(BusClosedException.class).isThrownBy(() -> bus.subscribe(String.class, event -> {}));
    }

    @Test
    void aClassWithoutANameCanBeGivenATopic() {
        List<Object> seen = new ArrayList<>();
        bus.subscription(Object.class)
                .topic("numbers.*")
                .mode(DeliveryMode.DIRECT)
                .handle(event -> seen.add(event));
        int[] numbers = {1, 2};
        Runnable lambda = () -> {};
        assertThat(bus.publishTo("numbers.small", numbers).accepted()).isEqualTo(1);
        assertThat(bus.publishTo("numbers.lambda", lambda).accepted()).isEqualTo(1);
        assertThat(seen).containsExactly(numbers, lambda);
    }
}

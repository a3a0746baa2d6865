package dev.eventbus.runtime.promise;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BusListener;
import dev.eventbus.EventBus;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a handler changes of its thread (name, priority, context class loader) is put back before others come to it. */
class ThreadAttributesTest {

    /** What a thread is like. */
    private record Attributes(String name, int priority, ClassLoader contextClassLoader) {

        static Attributes ofCurrentThread() {
            Thread current = Thread.currentThread();
            // Without its number: a thread that had nothing to do for a while is followed by another.
            String name = current.getName().replaceFirst("\\d+$", "");
            return new Attributes(name, current.getPriority(), current.getContextClassLoader());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Attributes that
                    && name.equals(that.name)
                    && priority == that.priority
                    && contextClassLoader == that.contextClassLoader;
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, priority);
        }
    }

    private static void change() {
        Thread current = Thread.currentThread();
        current.setName("changed");
        current.setPriority(Thread.MIN_PRIORITY);
        current.setContextClassLoader(new URLClassLoader(new URL[0]));
    }

    private static final class Changing implements Flow.Subscriber<Integer> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Integer event) {
            change();
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {
            change();
        }
    }

    /** Who changes its thread. */
    private enum Who {
        HANDLER {
            @Override
            void subscribe(EventBus bus, SubscriptionBuilder<Integer> builder) {
                builder.handle(event -> change());
            }
        },
        FAILING_HANDLER {
            @Override
            void subscribe(EventBus bus, SubscriptionBuilder<Integer> builder) {
                builder.handle(event -> {
                    change();
                    throw new Exception("expected");
                });
            }
        },
        BATCH_HANDLER {
            @Override
            void subscribe(EventBus bus, SubscriptionBuilder<Integer> builder) {
                builder.handleBatch(4, events -> change());
            }
        },
        STAGE {
            @Override
            void subscribe(EventBus bus, SubscriptionBuilder<Integer> builder) {
                builder.handleAsync(event -> {
                    change();
                    return CompletableFuture.completedFuture(1);
                });
            }
        },
        CONCURRENT_HANDLER {
            @Override
            void subscribe(EventBus bus, SubscriptionBuilder<Integer> builder) {
                builder.concurrency(2).handle(event -> change());
            }
        },
        STREAM {
            @Override
            void subscribe(EventBus bus, SubscriptionBuilder<Integer> builder) {
                builder.flowPublisher().subscribe(new Changing());
            }
        };

        abstract void subscribe(EventBus bus, SubscriptionBuilder<Integer> builder);
    }

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final Queue<Attributes> seen = new ConcurrentLinkedQueue<>();

    @AfterEach
    void endThread() {
        executor.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void theNextInAThreadOfTheBusSeesNothingOfIt(Who who) throws Exception {
        neighbourSeesNothing(EventBus.builder().maxThreads(1), who);
    }

    @ParameterizedTest
    @EnumSource
    void theNextInAThreadOfTheUsersSeesNothingOfIt(Who who) throws Exception {
        neighbourSeesNothing(EventBus.builder().executor(executor), who);
        Attributes atTheEnd = executor.submit(Attributes::ofCurrentThread).get();
        assertThat(seen).contains(atTheEnd);
    }

    private void neighbourSeesNothing(EventBus.Builder builder, Who who) throws Exception {
        try (EventBus bus = builder.build()) {
            bus.subscribe(String.class, event -> seen.add(Attributes.ofCurrentThread()));
            who.subscribe(bus, bus.subscription(Integer.class));
            for (int i = 0; i < 5; i++) {
                bus.publish("before");
                awaitIdle(bus);
                bus.publish(i);
                awaitIdle(bus);
            }
            bus.publish("after");
        }
        assertThat(seen).hasSize(6);
        assertThat(seen.stream().distinct()).hasSize(1);
    }

    @Test
    void norDoesWhatFollowsATrackedEvent() throws Exception {
        try (EventBus bus = EventBus.builder().maxThreads(1).build()) {
            bus.subscribe(String.class, event -> seen.add(Attributes.ofCurrentThread()));
            bus.publish("before");
            awaitIdle(bus);
            bus.publishAndTrack("tracked")
                    .thenRun(ThreadAttributesTest::change)
                    .toCompletableFuture()
                    .get();
            bus.publish("after");
        }
        assertThat(seen).hasSize(3);
        assertThat(seen.stream().distinct()).hasSize(1);
    }

    @Test
    void norDoesTheListener() throws Exception {
        Semaphore told = new Semaphore(0);
        EventBus bus = EventBus.builder()
                .listener(new BusListener() {
                    @Override
                    public void onFailed(Subscription subscription, Throwable cause, long count) {
                        seen.add(Attributes.ofCurrentThread());
                        change();
                        told.release();
                    }
                })
                .build();
        for (int i = 0; i < 2; i++) {
            bus.subscribe(Integer.class, event -> {
                throw new Exception("expected");
            });
            bus.publish(1);
            told.acquire();
        }
        bus.close();
        assertThat(seen.stream().distinct()).hasSize(1);
    }

    @Test
    void oneListenerSeesNothingOfWhatAnotherHasChanged() throws Exception {
        Semaphore told = new Semaphore(0);
        BusListener listener = new BusListener() {
            @Override
            public void onFailed(Subscription subscription, Throwable cause, long count) {
                seen.add(Attributes.ofCurrentThread());
                change();
                told.release();
            }
        };
        try (EventBus bus =
                EventBus.builder().listener(listener).listener(listener).build()) {
            bus.subscribe(Integer.class, event -> {
                throw new Exception("expected");
            });
            bus.publish(1);
            told.acquire(2);
        }
        assertThat(seen.stream().distinct()).hasSize(1);
    }
}

package dev.eventbus.streams;

import static dev.eventbus.streams.Reader.numbers;
import static dev.eventbus.testing.Patience.awaitIdle;
import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.testing.Publishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A subscriber is given as many events as it has asked for: not one more, and not one less. */
class DemandTest {

    private final EventBus bus = EventBus.builder().build();

    @AfterEach
    void close() {
        bus.close();
    }

    private void publish(int from, int to) {
        for (int i = from; i < to; i++) {
            bus.publish(i);
        }
    }

    @Test
    void nothingComesUnasked() throws Exception {
        Reader<Integer> reader =
                new Reader<Integer>().reads(bus.subscription(Integer.class).flowPublisher());
        publish(0, 10);
        awaitIdle(bus);
        assertThat(reader.received()).isEmpty();
        for (int asked = 1; asked <= 3; asked++) {
            reader.request(1);
            awaitIdle(bus);
            assertThat(reader.received()).isEqualTo(numbers(asked));
        }
        reader.request(4);
        awaitIdle(bus);
        assertThat(reader.received()).isEqualTo(numbers(7));
        reader.request(100);
        awaitIdle(bus);
        publish(10, 200);
        awaitIdle(bus);
        assertThat(reader.received()).isEqualTo(numbers(107));
        reader.assertNoFaults();
    }

    @Test
    void demandWithoutALimitIsNeverUsedUp() throws Exception {
        Reader<Integer> reader = new Reader<Integer>()
                .reads(bus.subscription(Integer.class).capacity(100_000).flowPublisher());
        reader.request(Long.MAX_VALUE);
        reader.request(Long.MAX_VALUE);
        publish(0, 100_000);
        reader.awaitCount(100_000);
        assertThat(reader.received()).isEqualTo(numbers(100_000));
        reader.assertNoFaults();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whoAsksForMoreFromWithinAnEventIsNotCalledInside(int atOnce) throws Exception {
        Reader<Integer> reader = new Reader<>();
        reader.onEach(event -> {
            if (event % atOnce == atOnce - 1) {
                reader.request(atOnce);
            }
        });
        reader.reads(bus.subscription(Integer.class).capacity(50_000).flowPublisher());
        publish(0, 25_000);
        reader.request(atOnce);
        publish(25_000, 50_000);
        reader.awaitCount(50_000);
        assertThat(reader.received()).isEqualTo(numbers(50_000));
        reader.assertNoFaults();
    }

    /** The channel always holds more than anybody has asked for, so that any mistake in counting demand shows. */
    @Test
    void severalThreadsAskingAtOnceGetWhatTheyAskedForTogether() throws Exception {
        int threads = 4;
        int each = 60_000;
        int total = threads * each;
        Reader<Integer> reader = new Reader<Integer>()
                .reads(bus.subscription(Integer.class).capacity(2 * total).flowPublisher());
        publish(0, total + 1_000);
        Publishers.run(threads, number -> {
            for (int i = 0; i < each; i++) {
                reader.request(1);
            }
        });
        awaitIdle(bus);
        reader.assertNoFaults();
        assertThat(reader.count()).isEqualTo(total);
        assertThat(reader.received()).isEqualTo(numbers(total));
        assertThat(bus.stats().subscriptions().get(0).queued()).isEqualTo(1_000);
    }

    /**
     * All ask at about the same time, and demand runs out each time: whoever is late must not bring back demand that
     * has been used up. The channel always holds more, so that it would be seen.
     */
    @Test
    void demandThatRunsOutWhileOthersAskIsExact() throws Exception {
        int rounds = 60_000;
        int threads = 3;
        int total = rounds * threads;
        Reader<Integer> reader = new Reader<Integer>()
                .reads(bus.subscription(Integer.class).capacity(1 << 19).flowPublisher());
        publish(0, 1 << 19);
        Publishers.run(threads, number -> {
            for (int i = 0; i < rounds; i++) {
                reader.request(1);
                for (int look = 0; look < 1_000 && reader.count() < (i + 1) * threads; look++) {
                    Thread.onSpinWait();
                }
            }
        });
        awaitIdle(bus);
        reader.assertNoFaults();
        assertThat(reader.received()).isEqualTo(numbers(total));
    }

    @Test
    void whatIsAskedForInOnSubscribeComesAfterIt() throws Exception {
        for (int round = 0; round < 500; round++) {
            List<String> signals = new ArrayList<>();
            CountDownLatch got = new CountDownLatch(2);
            bus.subscription(Integer.class).flowPublisher().subscribe(new Flow.Subscriber<>() {

                private Flow.Subscription own;

                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    own = subscription;
                    subscription.request(1);
                    bus.publish(1);
                    bus.publish(2);
                    subscription.request(1);
                    Thread.yield();
                    signals.add("subscribed");
                }

                @Override
                public void onNext(Integer event) {
                    signals.add("event " + event);
                    if (event == 2) {
                        own.cancel();
                    }
                    got.countDown();
                }

                @Override
                public void onError(Throwable failure) {
                    signals.add("error");
                }

                @Override
                public void onComplete() {
                    signals.add("complete");
                }
            });
            got.await();
            assertThat(signals).containsExactly("subscribed", "event 1", "event 2");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void askingForNothingIsAnError(long nonsense) throws Exception {
        Reader<Integer> reader =
                new Reader<Integer>().reads(bus.subscription(Integer.class).flowPublisher());
        publish(0, 5);
        reader.request(1);
        awaitIdle(bus);
        reader.subscription().request(nonsense);
        assertThat(reader.awaitFailure())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("asked for " + nonsense)
                .hasMessageContaining("3.9");
        assertThat(bus.subscriptions()).isEmpty();
        assertThat(reader.received()).isEqualTo(numbers(1));
        reader.request(1);
        reader.subscription().request(nonsense);
        reader.cancel();
        awaitIdle(bus);
        reader.assertNoFaults();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void askingForNothingInOnSubscribeIsAnErrorAfterIt(long nonsense) throws Exception {
        Reader<Integer> reader = new Reader<>() {

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                super.onSubscribe(subscription);
                request(10);
                subscription.request(nonsense);
                bus.publish(1);
                assertThat(hasEnded()).isFalse();
            }
        };
        reader.reads(bus.subscription(Integer.class).flowPublisher());
        assertThat(reader.awaitFailure()).isInstanceOf(IllegalArgumentException.class);
        assertThat(reader.received()).isEmpty();
        reader.assertNoFaults();
    }

    @Test
    void askingForNothingFromWithinAnEventEndsTheStreamAfterThatEvent() throws Exception {
        Reader<Integer> reader = new Reader<>();
        reader.onEach(event -> reader.subscription().request(0));
        reader.reads(bus.subscription(Integer.class).flowPublisher());
        publish(0, 10);
        reader.request(5);
        assertThat(reader.awaitFailure()).isInstanceOf(IllegalArgumentException.class);
        assertThat(reader.received()).isEqualTo(numbers(1));
        reader.assertNoFaults();
    }

    /** Whoever waits in publish under BLOCK goes on as far as the subscriber asks. */
    @Test
    void blockHandsDemandToPublishers() throws Exception {
        Reader<Integer> reader = new Reader<Integer>()
                .reads(bus.subscription(Integer.class)
                        .overflow(Overflow.BLOCK)
                        .blockWithoutLimit()
                        .capacity(2)
                        .flowPublisher());
        AtomicBoolean over = new AtomicBoolean();
        List<Integer> published = Collections.synchronizedList(new ArrayList<>());
        Publishers publisher = Publishers.start(() -> {
            for (int i = 0; !over.get(); i++) {
                bus.publish(i);
                published.add(i);
            }
        });
        for (int asked = 0; asked < 100; asked++) {
            int room = asked + 2;
            until(() -> published.size() == room && publisher.thread().getState() != Thread.State.RUNNABLE);
            assertThat(reader.count()).isEqualTo(asked);
            reader.request(1);
            reader.awaitCount(asked + 1);
        }
        over.set(true);
        reader.cancel();
        publisher.join();
        assertThat(reader.received()).isEqualTo(numbers(100));
        reader.assertNoFaults();
    }
}

package dev.eventbus.streams;

import static dev.eventbus.streams.Reader.numbers;
import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eventbus.BusClosedException;
import dev.eventbus.CloseReport;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.testing.Publishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Closing a bus gives what was asked for and does not wait for what was not; that can still be read, and then the
 * stream ends.
 */
class StreamCloseTest {

    private static void publish(EventBus bus, int count) {
        for (int i = 0; i < count; i++) {
            bus.publish(i);
        }
    }

    private static List<Thread> threadsOf(String bus) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("eventbus-" + bus + "-"))
                .toList();
    }

    @Test
    void whatWasAskedForIsGivenAndThenTheStreamEnds() throws Exception {
        EventBus bus = EventBus.builder().build();
        Reader<Integer> reader = new Reader<Integer>()
                .reads(bus.subscription(Integer.class).capacity(1 << 16).flowPublisher());
        publish(bus, 50_000);
        reader.request(60_000);
        CloseReport report = bus.close(Duration.ofSeconds(30));
        assertThat(report.isComplete()).isTrue();
        assertThat(report.unread()).isZero();
        assertThat(reader.received()).isEqualTo(numbers(50_000));
        reader.awaitComplete();
        assertThat(bus.subscriptions()).isEmpty();
        reader.assertNoFaults();
    }

    @Test
    void aStreamWithNothingToReadEndsWithoutDemand() throws Exception {
        EventBus bus = EventBus.builder().build();
        Reader<Integer> reader =
                new Reader<Integer>().reads(bus.subscription(Integer.class).flowPublisher());
        bus.close();
        reader.awaitComplete();
        reader.assertNoFaults();
    }

    @Test
    void whatNobodyAskedForIsReportedAndCanStillBeRead() throws Exception {
        EventBus bus = EventBus.builder().name("unread").build();
        Reader<Integer> reader =
                new Reader<Integer>().reads(bus.subscription(Integer.class).flowPublisher());
        Subscription subscription = bus.subscriptions().get(0);
        publish(bus, 100);
        reader.request(10);
        CloseReport report = bus.close(Duration.ofDays(1));
        assertThat(report.unread()).isEqualTo(90);
        assertThat(report.isComplete()).isTrue();
        assertThat(reader.received()).isEqualTo(numbers(10));
        assertThat(reader.hasEnded()).isFalse();
        assertThat(subscription.isActive()).isFalse();
        assertThat(threadsOf("unread")).isEmpty();
        assertThatExceptionOfType(BusClosedException.class).isThrownBy(() -> bus.publish(1));

        reader.request(1);
        reader.request(2);
        assertThat(reader.received()).isEqualTo(numbers(13));
        SubscriptionStats stats = subscription.stats();
        assertThat(List.of(stats.delivered(), stats.queued(), stats.matched())).containsExactly(13L, 87L, 100L);
        reader.request(87);
        assertThat(reader.received()).isEqualTo(numbers(100));
        reader.awaitComplete();
        assertThat(subscription.stats().delivered()).isEqualTo(100);
        reader.request(1);
        assertThat(threadsOf("unread")).isEmpty();
        reader.assertNoFaults();
    }

    @Test
    void askingOneByOneAfterClosingGetsAllWithoutNestedCalls() throws Exception {
        EventBus bus = EventBus.builder().build();
        Reader<Integer> reader = new Reader<>();
        reader.onEach(event -> reader.request(1));
        reader.reads(bus.subscription(Integer.class).capacity(1 << 17).flowPublisher());
        publish(bus, 100_000);
        bus.close();
        reader.request(1);
        reader.awaitComplete();
        assertThat(reader.received()).isEqualTo(numbers(100_000));
        reader.assertNoFaults();
    }

    @Test
    void severalThreadsReadTheRestOfAClosedBus() throws Exception {
        EventBus bus = EventBus.builder().build();
        Reader<Integer> reader = new Reader<Integer>()
                .reads(bus.subscription(Integer.class).capacity(1 << 17).flowPublisher());
        publish(bus, 90_000);
        bus.close();
        Publishers.run(3, asker -> {
            for (int i = 0; i < 30_000; i++) {
                reader.request(1);
            }
        });
        reader.awaitComplete();
        assertThat(reader.received()).isEqualTo(numbers(90_000));
        reader.assertNoFaults();
    }

    @Test
    void cancellingAfterClosingDiscardsTheRest() {
        EventBus bus = EventBus.builder().name("cancelled-late").build();
        Reader<Integer> reader =
                new Reader<Integer>().reads(bus.subscription(Integer.class).flowPublisher());
        Subscription subscription = bus.subscriptions().get(0);
        publish(bus, 10);
        bus.close();
        reader.cancel();
        reader.request(10);
        SubscriptionStats stats = subscription.stats();
        assertThat(List.of(stats.delivered(), stats.queued(), stats.count(DropReason.CANCELLED)))
                .containsExactly(0L, 0L, 10L);
        assertThat(reader.hasEnded()).isFalse();
        assertThat(threadsOf("cancelled-late")).isEmpty();
        reader.assertNoFaults();
    }

    @Test
    void cancellingFromOutsideAfterClosingEndsTheStream() throws Exception {
        EventBus bus = EventBus.builder().build();
        Reader<Integer> reader =
                new Reader<Integer>().reads(bus.subscription(Integer.class).flowPublisher());
        Subscription subscription = bus.subscriptions().get(0);
        publish(bus, 10);
        bus.close();
        subscription.cancel();
        reader.awaitComplete();
        assertThat(reader.received()).isEmpty();
    }

    @Test
    void askingForNothingAfterClosingIsAnError() throws Exception {
        EventBus bus = EventBus.builder().build();
        Reader<Integer> reader =
                new Reader<Integer>().reads(bus.subscription(Integer.class).flowPublisher());
        publish(bus, 10);
        bus.close();
        reader.subscription().request(0);
        assertThat(reader.awaitFailure()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPausedStreamIsDiscardedByClosingAndEnds() throws Exception {
        EventBus bus = EventBus.builder().build();
        Reader<Integer> reader =
                new Reader<Integer>().reads(bus.subscription(Integer.class).flowPublisher());
        Subscription subscription = bus.subscriptions().get(0);
        subscription.pause();
        reader.request(100);
        publish(bus, 10);
        CloseReport report = bus.close(Duration.ofSeconds(30));
        assertThat(report.discarded()).isEqualTo(10);
        reader.awaitComplete();
        assertThat(reader.received()).isEmpty();
        reader.assertNoFaults();
    }

    /** Who closes has no reason to resume anything, so that the subscriber would wait for ever. */
    @Test
    void pausingAStreamOfAClosedBusDoesNotKeepItFromItsEnd() throws Exception {
        EventBus bus = EventBus.builder().build();
        Reader<Integer> reader = new Reader<>();
        reader.reads(bus.subscription(Integer.class).flowPublisher());
        Subscription subscription = bus.subscriptions().get(0);
        publish(bus, 10);
        bus.close();
        reader.onEach(event -> subscription.pause());
        reader.request(1);
        reader.request(100);
        reader.awaitComplete();
        assertThat(reader.received()).isEqualTo(numbers(10));
        assertThat(subscription.isPaused()).isFalse();
        reader.assertNoFaults();
    }

    /** An interrupt is for handlers that do not return; a subscriber that is just being told the end is not one. */
    @Test
    void whoIsToldTheEndIsNotInterrupted() throws Exception {
        for (int round = 0; round < 50; round++) {
            EventBus bus = EventBus.builder().build();
            AtomicBoolean interrupted = new AtomicBoolean();
            CountDownLatch told = new CountDownLatch(1);
            Reader<Integer> reader = new Reader<>() {

                @Override
                public void onComplete() {
                    for (int look = 0; look < 200; look++) {
                        Thread.yield();
                    }
                    interrupted.set(Thread.currentThread().isInterrupted());
                    told.countDown();
                }
            };
            reader.reads(bus.subscription(Integer.class).flowPublisher());
            reader.request(1);
            publish(bus, 1);
            bus.close();
            told.await();
            assertThat(interrupted).isFalse();
        }
    }

    /** The thread is the reader's own after closing, and so is its interrupt. */
    @Test
    void readingTheRestKeepsTheReadersInterrupt() throws Exception {
        EventBus bus = EventBus.builder().build();
        Reader<Integer> reader =
                new Reader<Integer>().reads(bus.subscription(Integer.class).flowPublisher());
        publish(bus, 3);
        bus.close();
        Thread.currentThread().interrupt();
        reader.request(2);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(reader.received()).isEqualTo(numbers(2));
    }

    /** The usual order: first the bus, then the executor that was made for it. */
    @Test
    void theRestCanBeReadWhenTheUsersExecutorIsGone() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        EventBus bus = EventBus.builder().executor(executor).build();
        Reader<Integer> reader = new Reader<Integer>()
                .reads(bus.subscription(Integer.class).capacity(1 << 22).flowPublisher());
        publish(bus, 1 << 22);
        bus.close();
        executor.shutdownNow();
        reader.request(Long.MAX_VALUE);
        reader.awaitComplete();
        assertThat(reader.count()).isEqualTo(1 << 22);
        reader.assertNoFaults();
    }

    @Test
    void whoAsksWhileTheBusClosesLosesNothing() throws Exception {
        for (int round = 0; round < 500; round++) {
            EventBus bus = EventBus.builder().build();
            Reader<Integer> reader =
                    new Reader<Integer>().reads(bus.subscription(Integer.class).flowPublisher());
            publish(bus, 20);
            Publishers asking = Publishers.start(() -> {
                for (int i = 0; i < 20; i++) {
                    reader.request(1);
                }
            });
            CloseReport report = bus.close(Duration.ofSeconds(30));
            assertThat(report.isComplete()).isTrue();
            reader.awaitComplete();
            asking.join();
            assertThat(reader.received()).isEqualTo(numbers(20));
            reader.assertNoFaults();
        }
    }

    @Test
    void subscribingWhileTheBusClosesEndsOneWayOrTheOther() throws Exception {
        for (int round = 0; round < 500; round++) {
            EventBus bus = EventBus.builder().build();
            Flow.Publisher<Integer> stream = bus.subscription(Integer.class).flowPublisher();
            List<Reader<Integer>> readers = new ArrayList<>();
            Publishers subscribing = Publishers.start(() -> {
                for (int i = 0; i < 5; i++) {
                    readers.add(new Reader<Integer>().reads(stream));
                }
            });
            bus.close();
            subscribing.join();
            for (Reader<Integer> reader : readers) {
                until(reader::hasEnded);
                reader.assertNoFaults();
            }
        }
    }
}

package dev.eventbus.streams;

import static dev.eventbus.streams.Reader.numbers;
import static dev.eventbus.testing.Patience.awaitIdle;
import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.eventbus.BusClosedException;
import dev.eventbus.CloseReport;
import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.PublishReport;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.SubscriptionStats;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Subscribers of a stream come, misbehave and go; each is a subscription of its own meanwhile, and nothing is left of
 * it afterwards.
 */
class StreamLifeTest {

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

    private Flow.Publisher<Integer> stream() {
        return bus.subscription(Integer.class).flowPublisher();
    }

    private Subscription onlySubscription() {
        assertThat(bus.subscriptions()).hasSize(1);
        return bus.subscriptions().get(0);
    }

    @Test
    void nothingIsSubscribedBeforeASubscriberComes() {
        Flow.Publisher<Integer> stream = stream();
        assertThat(bus.subscriptions()).isEmpty();
        assertThatNullPointerException().isThrownBy(() -> stream.subscribe(null));
        assertThat(bus.publish(1).matched()).isZero();
        new Reader<Integer>().reads(stream);
        new Reader<Integer>().reads(stream);
        assertThat(bus.subscriptions()).hasSize(2);
        assertThat(bus.publish(1).accepted()).isEqualTo(2);
    }

    @Test
    void attributesThatDoNotGoTogetherAreRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.subscription(Integer.class).concurrency(2).flowPublisher());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.subscription(Integer.class)
                        .timeout(Duration.ofMillis(2))
                        .flowPublisher());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.subscription(Integer.class)
                        .mode(DeliveryMode.DIRECT)
                        .flowPublisher());
        SubscriptionBuilder<Integer> builder = bus.subscription(Integer.class);
        builder.flowPublisher();
        assertThatIllegalStateException().isThrownBy(builder::flowPublisher);
    }

    @Test
    void topicAndFilterHold() throws Exception {
        Reader<Integer> reader = new Reader<Integer>()
                .reads(bus.subscription(Integer.class)
                        .topic("a.*")
                        .filter(event -> event % 2 == 0)
                        .flowPublisher());
        reader.request(Long.MAX_VALUE);
        for (int i = 0; i < 10; i++) {
            bus.publishTo(i < 5 ? "a.b" : "b.a", i);
        }
        awaitIdle(bus);
        assertThat(reader.received()).containsExactly(0, 2, 4);
    }

    @Test
    void whoCancelsIsGivenNothingMoreAndIsNotToldOfAnEnd() throws Exception {
        Reader<Integer> reader = new Reader<>();
        reader.onEach(event -> {
            if (event == 2) {
                reader.cancel();
                reader.request(1);
                reader.cancel();
            }
        });
        reader.reads(stream());
        Subscription subscription = onlySubscription();
        publish(0, 10);
        reader.request(100);
        awaitIdle(bus);
        until(() -> bus.subscriptions().isEmpty());
        assertThat(reader.received()).isEqualTo(numbers(3));
        SubscriptionStats stats = subscription.stats();
        assertThat(List.of(stats.delivered(), stats.discarded(), stats.inProgress()))
                .containsExactly(3L, 7L, 0L);
        bus.close();
        assertThat(reader.hasEnded()).isFalse();
        reader.assertNoFaults();
    }

    /** What had been taken when another thread cancels is given, so that what counts as delivered was. */
    @Test
    void whatCountsAsDeliveredWasGivenHoweverCancellingRaces() throws Exception {
        for (int round = 0; round < 3_000; round++) {
            Reader<Integer> reader = new Reader<Integer>().reads(stream());
            Subscription subscription = onlySubscription();
            publish(0, 30);
            reader.request(Long.MAX_VALUE);
            int count = round % 10;
            until(() -> reader.count() >= count);
            reader.cancel();
            awaitIdle(bus);
            SubscriptionStats stats = subscription.stats();
            assertThat(stats.delivered()).as("round " + round + ": " + stats).isEqualTo(reader.count());
            assertThat(stats.matched()).isEqualTo(30);
            assertThat(reader.hasEnded()).isFalse();
            reader.assertNoFaults();
        }
    }

    @Test
    void cancellingTheSubscriptionFromOutsideEndsTheStream() throws Exception {
        Reader<Integer> reader = new Reader<Integer>().reads(stream());
        Subscription subscription = onlySubscription();
        publish(0, 10);
        reader.request(4);
        awaitIdle(bus);
        subscription.cancel();
        reader.awaitComplete();
        assertThat(reader.received()).isEqualTo(numbers(4));
        assertThat(subscription.stats().discarded()).isEqualTo(6);
        assertThat(bus.subscriptions()).isEmpty();
        reader.request(1);
        reader.cancel();
        reader.assertNoFaults();
    }

    @Test
    void nothingRefersToASubscriberThatHasGone() throws Exception {
        List<WeakReference<Object>> gone = new ArrayList<>();
        Flow.Publisher<Integer> stream = stream();
        List<Flow.Subscription> kept = new ArrayList<>();
        for (Runnable end : comeAndGo(stream, gone, kept)) {
            end.run();
        }
        for (WeakReference<Object> reference : gone) {
            until(() -> {
                System.gc();
                return reference.get() == null;
            });
        }
        assertThat(kept).hasSize(4);
        assertThat(bus.subscriptions()).isEmpty();
    }

    /** One that cancels, one that is cancelled, one that throws, one that asks for nothing; each after an event. */
    private List<Runnable> comeAndGo(
            Flow.Publisher<Integer> stream, List<WeakReference<Object>> gone, List<Flow.Subscription> kept)
            throws InterruptedException {
        List<Reader<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            boolean throwing = i == 2;
            Reader<Integer> reader = new Reader<Integer>()
                    .onEach(event -> {
                        if (throwing && event == 1) {
                            throw new IllegalStateException("thrown by a test");
                        }
                    })
                    .reads(stream);
            gone.add(new WeakReference<>(reader));
            kept.add(reader.subscription());
            readers.add(reader);
            reader.request(1);
        }
        bus.publish(0);
        awaitIdle(bus);
        readers.forEach(reader -> assertThat(reader.count()).isOne());
        bus.publish(1);
        Subscription second = bus.subscriptions().get(1);
        Flow.Subscription first = kept.get(0);
        Flow.Subscription third = kept.get(2);
        Flow.Subscription fourth = kept.get(3);
        return List.of(first::cancel, second::cancel, () -> third.request(1), () -> fourth.request(0));
    }

    @Test
    void onNextThatThrowsCancelsAndCountsAsAFailure() throws Exception {
        Reader<Integer> reader = new Reader<Integer>().onEach(event -> {
            if (event == 3) {
                throw new AssertionError("thrown by a test");
            }
        });
        reader.reads(stream());
        Subscription subscription = onlySubscription();
        publish(0, 10);
        reader.request(100);
        until(() -> bus.subscriptions().isEmpty());
        awaitIdle(bus);
        SubscriptionStats stats = subscription.stats();
        assertThat(List.of(stats.delivered(), stats.failed(), stats.discarded()))
                .containsExactly(3L, 1L, 6L);
        assertThat(stats.matched()).isEqualTo(10);
        assertThat(reader.received()).isEqualTo(numbers(4));
        assertThat(reader.hasEnded()).isFalse();
        reader.assertNoFaults();
    }

    @Test
    void onSubscribeThatThrowsLeavesNoSubscription() {
        IllegalStateException thrown = new IllegalStateException("thrown by a test");
        Reader<Integer> reader = new Reader<>() {

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                super.onSubscribe(subscription);
                request(10);
                publish(0, 5);
                throw thrown;
            }
        };
        reader.reads(stream());
        assertThat(bus.subscriptions()).isEmpty();
        publish(0, 5);
        assertThat(reader.received()).isEmpty();
        assertThat(reader.hasEnded()).isFalse();
    }

    @Test
    void aSubscriberThatThrowsAtTheEndHurtsNobody() throws Exception {
        CountDownLatch reached = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            new Reader<Integer>() {

                @Override
                public void onComplete() {
                    reached.countDown();
                    throw new IllegalStateException("thrown by a test");
                }
            }.reads(stream());
        }
        Reader<Integer> other = new Reader<Integer>().reads(stream());
        CloseReport report = bus.close(Duration.ofSeconds(30));
        assertThat(report.isComplete()).isTrue();
        assertThat(reached.await(Reader.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        other.awaitComplete();
    }

    /**
     * A subscriber may get one onSubscribe only, so that the one who subscribes twice is told by the subscription
     * that it has.
     */
    @Test
    void aSubscriberThatSubscribesTwiceGetsAnErrorAndNothingMore() throws Exception {
        Flow.Publisher<Integer> stream = stream();
        Reader<Integer> reader = new Reader<Integer>().reads(stream);
        Subscription subscription = onlySubscription();
        reader.request(3);
        publish(0, 5);
        awaitIdle(bus);
        stream.subscribe(reader);
        assertThat(reader.awaitFailure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("subscribed to the stream already", "To fix it");
        publish(5, 10);
        reader.request(100);
        awaitIdle(bus);
        assertThat(reader.received()).isEqualTo(numbers(3));
        assertThat(bus.subscriptions()).isEmpty();
        SubscriptionStats stats = subscription.stats();
        assertThat(List.of(stats.matched(), stats.delivered(), stats.discarded()))
                .containsExactly(5L, 3L, 2L);
        reader.assertNoFaults();
    }

    @Test
    void subscribingTwiceFromOnSubscribeGetsTheErrorAfterIt() throws Exception {
        Flow.Publisher<Integer> stream = stream();
        Reader<Integer> reader = new Reader<>() {

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                stream.subscribe(this);
                assertThat(hasEnded()).isFalse();
                super.onSubscribe(subscription);
            }
        };
        reader.reads(stream);
        assertThat(reader.awaitFailure()).isInstanceOf(IllegalStateException.class);
        assertThat(bus.subscriptions()).isEmpty();
        reader.assertNoFaults();
    }

    @Test
    void aSubscriberThatHasEndedOrReadsAnotherStreamMaySubscribe() throws Exception {
        Flow.Publisher<Integer> stream = stream();
        Reader<Integer> reader = new Reader<Integer>().reads(stream);
        reader.cancel();
        until(() -> bus.subscriptions().isEmpty());
        stream.subscribe(new Reader<>());
        Reader<Integer> again = new Reader<Integer>().reads(stream);
        again.request(10);
        publish(0, 2);
        awaitIdle(bus);
        assertThat(again.received()).isEqualTo(numbers(2));
        assertThat(bus.subscriptions()).hasSize(2);
    }

    @Test
    void aClosedBusIsAnError() throws Exception {
        Flow.Publisher<Integer> stream = stream();
        bus.close();
        Reader<Integer> reader = new Reader<Integer>().reads(stream);
        assertThat(reader.awaitFailure()).isInstanceOf(BusClosedException.class);
        reader.request(1);
        reader.cancel();
        reader.assertNoFaults();
    }

    @Test
    void aThousandSubscribersGetTheWholeStreamEach() throws Exception {
        Flow.Publisher<Integer> stream = stream();
        List<Reader<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            readers.add(new Reader<Integer>().reads(stream));
        }
        assertThat(bus.subscriptions()).hasSize(1_000);
        for (int i = 0; i < 1_000; i++) {
            readers.get(i).request(i % 2 == 0 ? Long.MAX_VALUE : 100);
        }
        publish(0, 200);
        awaitIdle(bus);
        for (int i = 0; i < 1_000; i++) {
            assertThat(readers.get(i).received()).isEqualTo(numbers(i % 2 == 0 ? 200 : 100));
        }
        CloseReport report = bus.close(Duration.ofSeconds(30));
        assertThat(report.unread()).isEqualTo(500 * 100);
        for (Reader<Integer> reader : readers) {
            reader.request(100);
            reader.awaitComplete();
            assertThat(reader.received()).isEqualTo(numbers(200));
            reader.assertNoFaults();
        }
    }

    @Test
    void aChosenNameIsSharedByTheSubscribersOfOneStreamAlone() throws Exception {
        Flow.Publisher<Integer> stream =
                bus.subscription(Integer.class).name("shared").flowPublisher();
        Flow.Publisher<Integer> another =
                bus.subscription(Integer.class).name("shared").flowPublisher();
        Reader<Integer> first = new Reader<Integer>().reads(stream);
        Reader<Integer> second = new Reader<Integer>().reads(stream);
        assertThat(bus.subscriptions()).extracting(Subscription::name).containsExactly("shared", "shared");
        Reader<Integer> refused = new Reader<Integer>().reads(another);
        assertThat(refused.awaitFailure())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shared");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.subscription(Integer.class).name("shared").handle(event -> {}));
        first.cancel();
        assertThat(new Reader<Integer>().reads(another).awaitFailure()).isInstanceOf(IllegalArgumentException.class);
        second.cancel();
        Reader<Integer> last = new Reader<Integer>().reads(another);
        assertThat(last.hasEnded()).isFalse();
        assertThat(onlySubscription().name()).isEqualTo("shared");
    }

    @Test
    void onceEndsTheStreamAfterItsFirstEvent() throws Exception {
        Reader<Integer> reader = new Reader<Integer>()
                .reads(bus.subscription(Integer.class).once().flowPublisher());
        Subscription subscription = onlySubscription();
        publish(0, 5);
        assertThat(subscription.stats().matched()).isOne();
        reader.request(1);
        reader.awaitComplete();
        assertThat(reader.received()).containsExactly(0);
        assertThat(subscription.stats().delivered()).isOne();
        assertThat(bus.subscriptions()).isEmpty();
        reader.assertNoFaults();
    }

    @Test
    void pausingHoldsTheStreamAndResumingLetsItGoOn() throws Exception {
        Reader<Integer> reader = new Reader<Integer>().reads(stream());
        Subscription subscription = onlySubscription();
        subscription.pause();
        publish(0, 10);
        reader.request(5);
        assertThat(reader.received()).isEmpty();
        subscription.resume();
        awaitIdle(bus);
        assertThat(reader.received()).isEqualTo(numbers(5));
        subscription.pause();
        subscription.resume();
        awaitIdle(bus);
        assertThat(reader.received()).isEqualTo(numbers(5));
        subscription.pause();
        reader.request(5);
        subscription.cancel();
        reader.awaitComplete();
        assertThat(reader.received()).isEqualTo(numbers(5));
        reader.assertNoFaults();
    }

    @Test
    void awaitIdleDoesNotWaitForDemand() throws Exception {
        Reader<Integer> reader = new Reader<Integer>().reads(stream());
        publish(0, 10);
        assertThat(bus.awaitIdle(Duration.ofDays(1))).isTrue();
        reader.request(3);
        assertThat(bus.awaitIdle(Duration.ofDays(1))).isTrue();
        assertThat(reader.received()).isEqualTo(numbers(3));
    }

    @Test
    void aTrackedEventIsDealtWithWhenItHasBeenGiven() throws Exception {
        Reader<Integer> reader = new Reader<Integer>().reads(stream());
        CompletionStage<PublishReport> report = bus.publishAndTrack(1);
        awaitIdle(bus);
        assertThat(report.toCompletableFuture()).isNotDone();
        reader.request(1);
        PublishReport done = report.toCompletableFuture().get(Reader.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(done.isDelivered()).isTrue();
        assertThat(reader.received()).containsExactly(1);
    }

    @Test
    void anInlineExecutorGivesEventsInThePublishersThread() throws Exception {
        EventBus inline = EventBus.builder().executor(Runnable::run).build();
        List<Thread> threads = new ArrayList<>();
        Reader<Integer> reader = new Reader<>();
        reader.onEach(event -> {
            threads.add(Thread.currentThread());
            reader.request(1);
            if (event < 20_000) {
                inline.publish(event + 1);
            }
        });
        reader.reads(inline.subscription(Integer.class).flowPublisher());
        inline.publish(0);
        assertThat(reader.received()).isEmpty();
        reader.request(1);
        assertThat(reader.received()).isEqualTo(numbers(20_001));
        assertThat(threads).containsOnly(Thread.currentThread());
        inline.publish(20_001);
        inline.close();
        reader.awaitComplete();
        assertThat(reader.received()).isEqualTo(numbers(20_002));
        reader.assertNoFaults();
    }

    @Test
    void aSingleThreadServesSeveralStreams() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (EventBus single = EventBus.builder().executor(executor).build()) {
            AtomicReference<Thread> thread = new AtomicReference<>();
            executor.submit(() -> thread.set(Thread.currentThread())).get();
            List<Reader<Integer>> readers = new ArrayList<>();
            Flow.Publisher<Integer> stream =
                    single.subscription(Integer.class).capacity(5_000).flowPublisher();
            for (int i = 0; i < 3; i++) {
                Reader<Integer> reader = new Reader<>();
                reader.onEach(event -> {
                    assertThat(Thread.currentThread()).isSameAs(thread.get());
                    reader.request(1);
                });
                readers.add(reader.reads(stream));
                reader.request(1);
            }
            for (int i = 0; i < 5_000; i++) {
                single.publish(i);
            }
            awaitIdle(single);
            assertThat(single.close(Duration.ofSeconds(30)).isComplete()).isTrue();
            for (Reader<Integer> reader : readers) {
                reader.awaitComplete();
                assertThat(reader.received()).isEqualTo(numbers(5_000));
                reader.assertNoFaults();
            }
        } finally {
            executor.shutdown();
        }
    }
}

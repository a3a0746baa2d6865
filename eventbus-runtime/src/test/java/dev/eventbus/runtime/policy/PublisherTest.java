package dev.eventbus.runtime.policy;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.eventbus.BusClosedException;
import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.Headers;
import dev.eventbus.Overflow;
import dev.eventbus.PublishResult;
import dev.eventbus.Publisher;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Ledger;
import dev.eventbus.testing.Publishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publisher handles: as publish, though they keep what they have looked up. */
class PublisherTest {

    private final EventBus bus = EventBus.builder().build();
    private final List<String> handled = new ArrayList<>();

    @AfterEach
    void close() {
        bus.close();
    }

    private <E> Subscription subscribe(Class<E> type) {
        return bus.subscription(type)
                .mode(DeliveryMode.DIRECT)
                .handle((event, context) -> handled.add(
                        context.topic() + " " + event + " " + context.headers().get("h")));
    }

    @Test
    void followsSubscriptionsThatComeAndGo() {
        Publisher<String> publisher = bus.publisher(String.class);
        assertThat(publisher.publish("a")).isEqualTo(PublishResult.of(0, 0));
        Subscription subscription = subscribe(String.class);
        assertThat(publisher.publish("b")).isEqualTo(PublishResult.of(1, 0));
        assertThat(publisher.publish("c", Headers.of("h", "x"))).isEqualTo(PublishResult.of(1, 0));
        subscription.cancel();
        assertThat(publisher.publish("d")).isEqualTo(PublishResult.of(0, 0));
        assertThat(handled).containsExactly("java.lang.String b null", "java.lang.String c x");
        assertThat(bus.stats().unhandled()).isEqualTo(2);
    }

    @Test
    void eventsOfSubclassesGoTheirOwnWays() {
        subscribe(Integer.class);
        Publisher<Number> publisher = bus.publisher(Number.class);
        publisher.publish(1);
        publisher.publish(2L);
        publisher.publish(3);
        assertThat(handled).containsExactly("java.lang.Integer 1 null", "java.lang.Integer 3 null");
    }

    @Test
    void publishesOnATopic() {
        subscribe(String.class);
        Publisher<String> publisher = bus.publisher("news.sport", String.class);
        publisher.publish("a");
        publisher.publish("b", Headers.of("h", "x"));
        assertThat(handled).containsExactly("news.sport a null", "news.sport b x");
        assertThatIllegalArgumentException().isThrownBy(() -> bus.publisher("news..sport", String.class));
    }

    @Test
    void publishesManyInTheirOrderAndAddsUp() throws Exception {
        subscribe(String.class);
        bus.subscription(String.class).capacity(1).handle(event -> {}).pause();
        Publisher<String> publisher = bus.publisher(String.class);
        assertThat(publisher.publishAll(List.of("a", "b", "c"))).isEqualTo(PublishResult.of(4, 2));
        assertThat(handled).hasSize(3).first().asString().contains(" a ");
        assertThatNullPointerException().isThrownBy(() -> publisher.publishAll(Arrays.asList("d", null)));
        assertThat(handled).hasSize(3);
        assertThat(publisher.publishAll(List.of())).isEqualTo(PublishResult.of(0, 0));
    }

    @Test
    void batchesFillChannelsAndThenWaitOrDropAsSingleEventsDo() throws Exception {
        List<Integer> slow = new ArrayList<>();
        Subscription waitedFor = bus.subscription(Integer.class)
                .capacity(8)
                .overflow(Overflow.BLOCK)
                .blockWithoutLimit()
                .handle(event -> slow.add(event));
        Subscription full = bus.subscription(Integer.class).capacity(5).handle(event -> {});
        full.pause();
        List<Integer> events =
                IntStream.range(0, 10_000).mapToObj(Integer::valueOf).toList();
        assertThat(bus.publisher(Integer.class).publishAll(events)).isEqualTo(PublishResult.of(10_005, 9_995));
        assertThat(full.stats().queued()).isEqualTo(5);
        assertThat(full.stats().dropped()).isEqualTo(9_995);
        waitedFor.cancel();
        assertThat(bus.publisher(Integer.class).publishAll(List.of(1, 2))).isEqualTo(PublishResult.of(0, 2));
        full.resume();
        awaitIdle(bus);
        assertThat(slow).isEqualTo(events.subList(0, slow.size()));
        assertThat(waitedFor.stats().delivered() + waitedFor.stats().discarded())
                .isEqualTo(10_000);
    }

    @Test
    void batchesThatNobodyTakesAreUnhandled() {
        bus.subscribe(Integer.class, (Integer event) -> {}).cancel();
        assertThat(bus.publisher(Integer.class).publishAll(List.of(1, 2, 3))).isEqualTo(PublishResult.of(0, 0));
        assertThat(bus.stats().unhandled()).isEqualTo(3);
    }

    /**
     * Publishers of batches race with each other, with single events, and with cancel; every event is told and
     * counted once.
     */
    @Test
    void batchesAreAccountedForWhileSubscriptionsEnd() throws Exception {
        for (int round = 0; round < 200; round++) {
            try (EventBus racing = EventBus.builder().build()) {
                List<Subscription> subscriptions = new ArrayList<>();
                for (int capacity : new int[] {1, 3, 64}) {
                    var builder = racing.subscription(Integer.class).capacity(capacity);
                    if (capacity == 3) {
                        builder.overflow(Overflow.BLOCK).blockWithoutLimit();
                    }
                    subscriptions.add(builder.handle(event -> {}));
                }
                Ledger ledger = new Ledger();
                List<Integer> events = Collections.nCopies(100, 7);
                CountDownLatch begun = new CountDownLatch(3);
                Publishers publishers = Publishers.start(3, number -> {
                    Publisher<Integer> publisher = racing.publisher(Integer.class);
                    begun.countDown();
                    for (int i = 0; i < 20; i++) {
                        ledger.note(number == 0 ? publisher.publish(i) : publisher.publishAll(events));
                    }
                });
                begun.await();
                subscriptions.get(round % 3).cancel();
                publishers.join();
                awaitIdle(racing);
                ledger.assertBalanced(
                        subscriptions.stream().map(Subscription::stats).toList());
            }
        }
    }

    @Test
    void tracks() throws Exception {
        subscribe(String.class);
        assertThat(bus.publisher(String.class)
                        .publishAndTrack("a")
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS)
                        .isDelivered())
                .isTrue();
    }

    @Test
    void refusesWhatPublishRefuses() {
        Publisher<String> publisher = bus.publisher(String.class);
        assertThatNullPointerException().isThrownBy(() -> publisher.publish(null));
        assertThatNullPointerException().isThrownBy(() -> publisher.publish("a", null));
        subscribe(String.class);
        publisher.publish("a");
        bus.close();
        assertThatExceptionOfType(BusClosedException.class).isThrownBy(() -> publisher.publish("a"));
    }
}

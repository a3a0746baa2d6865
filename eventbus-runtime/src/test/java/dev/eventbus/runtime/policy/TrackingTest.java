package dev.eventbus.runtime.policy;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;

import dev.eventbus.BusClosedException;
import dev.eventbus.DeadLetter;
import dev.eventbus.DeliveryMode;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Headers;
import dev.eventbus.Overflow;
import dev.eventbus.PublishReport;
import dev.eventbus.PublishReport.Delivery;
import dev.eventbus.PublishReport.Outcome;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Gate;
import dev.eventbus.testing.Publishers;
import dev.eventbus.testing.Repetitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** publishAndTrack: ends when everybody has finished with the event, and tells what became of it at each. */
class TrackingTest {

    private final EventBus bus = EventBus.builder().build();
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        bus.close();
    }

    private static PublishReport await(CompletionStage<PublishReport> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void tellsWhatBecameOfTheEventAtEachSubscription() throws Exception {
        IllegalStateException wrong = new IllegalStateException("wrong");
        bus.subscription(String.class).name("fine").handle(event -> {});
        bus.subscription(String.class).name("failing").handle(event -> {
            throw wrong;
        });
        bus.subscription(String.class)
                .name("async")
                .handleAsync(event -> CompletableFuture.runAsync(() -> {
                    throw wrong;
                }));
        bus.subscription(String.class).name("batch").handleBatch(5, events -> {});
        bus.subscription(String.class).name("elsewhere").filter(event -> false).handle(event -> {});
        bus.subscription(String.class)
                .name("filter")
                .filter(event -> {
                    throw wrong;
                })
                .handle(event -> {});
        bus.subscription(String.class).name("direct").mode(DeliveryMode.DIRECT).handle(event -> {
            throw wrong;
        });

        PublishReport report = await(bus.publishAndTrack("event"));

        assertThat(report.isDelivered()).isFalse();
        assertThat(report.deliveries())
                .extracting(Delivery::subscription, Delivery::outcome, Delivery::reason, Delivery::failure)
                .containsExactly(
                        tuple("fine", Outcome.DELIVERED, null, null),
                        tuple("failing", Outcome.FAILED, null, wrong),
                        tuple("async", Outcome.FAILED, null, wrong),
                        tuple("batch", Outcome.DELIVERED, null, null),
                        tuple("filter", Outcome.DROPPED, DropReason.FILTER_FAILED, null),
                        tuple("direct", Outcome.FAILED, null, wrong));
    }

    @Test
    void endsOnlyWhenAllHaveFinishedAndOnAThreadOfTheBus() throws Exception {
        bus.subscribe(String.class, (String event) -> gate.pass());
        bus.subscribe(String.class, (String event) -> {});
        CompletionStage<PublishReport> stage = bus.publishAndTrack("event", Headers.of("tenant", "blue"));
        CompletableFuture<Thread> end = new CompletableFuture<>();
        stage.thenRun(() -> end.complete(Thread.currentThread()));
        gate.awaitArrival();
        assertThat(end).isNotDone();
        gate.open();
        assertThat(end.get(30, TimeUnit.SECONDS).getName()).startsWith("eventbus-");
        assertThat(await(stage).isDelivered()).isTrue();
    }

    @Test
    void theIdIsThatOfContextsAndDeadLetters() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        bus.subscription(String.class).mode(DeliveryMode.DIRECT).handle((event, context) -> seen.add(context.id()));
        bus.subscribe(String.class, (event, context) -> {
            seen.add(context.id());
            throw new IllegalStateException("no");
        });
        String id = await(bus.publishAndTrack("event")).id();
        assertThat(id).isNotBlank();
        assertThat(seen).containsExactly(id, id);
        assertThat(bus.deadLetters().snapshot()).extracting(DeadLetter::id).containsExactly(id);
        assertThat(await(bus.publishAndTrack("other")).id()).isNotEqualTo(id);
    }

    @Test
    void anEventThatNobodyMatchesHasAnIdToo() throws Exception {
        assertThat(await(bus.publishAndTrack("event")).id()).isNotBlank();
        assertThat(await(bus.publisher(String.class).publishAndTrack("event")).id())
                .isNotBlank();
    }

    @Test
    void aStringWithHeadersIsAnEventAndNoTopic() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        bus.subscription(Object.class)
                .mode(DeliveryMode.DIRECT)
                .handle((event, context) -> seen.add(context.topic() + " " + event + " " + context.headers()));
        bus.publishAndTrack("event", Headers.of("tenant", "blue"));
        bus.publishToAndTrack("some.topic", "event");
        bus.publishToAndTrack("some.topic", "event", Headers.of("tenant", "blue"));
        assertThat(seen)
                .containsExactly(
                        "java.lang.String event " + Headers.of("tenant", "blue"),
                        "some.topic event " + Headers.empty(),
                        "some.topic event " + Headers.of("tenant", "blue"));
    }

    @Test
    void nobodyIsEverybody() throws Exception {
        PublishReport report = await(bus.publishToAndTrack("topic.of.nobody", "event"));
        assertThat(report.deliveries()).isEmpty();
        assertThat(report.isDelivered()).isTrue();
        assertThat(bus.stats().unhandled()).isEqualTo(1);
    }

    @Test
    void tellsOfEventsThatMadeRoomOrFoundNone() throws Exception {
        for (Overflow overflow : List.of(Overflow.DROP_OLDEST, Overflow.DROP_NEWEST, Overflow.CONFLATE)) {
            Gate own = new Gate();
            var builder = bus.subscription(String.class).overflow(overflow).capacity(1);
            if (overflow == Overflow.CONFLATE) {
                builder.key(event -> "all");
            }
            Subscription subscription = builder.handle(event -> own.pass());
            bus.publish("running");
            own.awaitArrival();
            CompletionStage<PublishReport> older = bus.publishAndTrack("older");
            CompletionStage<PublishReport> newer = bus.publishAndTrack("newer");
            Outcome lost = overflow == Overflow.CONFLATE ? Outcome.CONFLATED : Outcome.DROPPED;
            CompletionStage<PublishReport> victim = overflow == Overflow.DROP_NEWEST ? newer : older;
            assertThat(await(victim).deliveries())
                    .extracting(Delivery::outcome, Delivery::reason)
                    .containsExactly(tuple(lost, lost == Outcome.DROPPED ? DropReason.OVERFLOW : null));
            own.open();
            assertThat(await(victim == newer ? older : newer).isDelivered()).isTrue();
            subscription.cancel();
        }
    }

    @Test
    void tellsOfWhatCancelAndCloseDiscard() throws Exception {
        for (DropReason reason : List.of(DropReason.CANCELLED, DropReason.CLOSED)) {
            try (EventBus other = EventBus.builder().build()) {
                Gate own = new Gate();
                Subscription subscription = other.subscribe(String.class, (String event) -> own.passStubbornly());
                CompletionStage<PublishReport> running = other.publishAndTrack("running");
                own.awaitArrival();
                CompletionStage<PublishReport> waiting = other.publishAndTrack("waiting");
                if (reason == DropReason.CANCELLED) {
                    subscription.cancel();
                } else {
                    other.close(Duration.ZERO);
                }
                assertThat(await(waiting).deliveries())
                        .extracting(Delivery::outcome, Delivery::reason)
                        .containsExactly(tuple(Outcome.DISCARDED, reason));
                assertThat(running.toCompletableFuture()).isNotDone();
                own.open();
                assertThat(await(running).isDelivered()).isTrue();
            }
        }
    }

    @Test
    void refusesWhatPublishRefuses() {
        assertThatNullPointerException().isThrownBy(() -> bus.publishAndTrack(null));
        assertThatNullPointerException().isThrownBy(() -> bus.publishAndTrack((Object) "event", (Headers) null));
        bus.close();
        assertThatExceptionOfType(BusClosedException.class).isThrownBy(() -> bus.publishAndTrack("event"));
    }

    @Test
    void whilePublishersAndCancelsRaceEveryEventIsToldOfOnce() throws Exception {
        for (int round = 0; round < Repetitions.of(2_000); round++) {
            AtomicInteger handled = new AtomicInteger();
            Subscription subscription = bus.subscription(Integer.class)
                    .overflow(round % 2 == 0 ? Overflow.DROP_NEWEST : Overflow.DROP_OLDEST)
                    .capacity(8)
                    .handle(event -> handled.incrementAndGet());
            List<CompletionStage<PublishReport>> stages = new ArrayList<>();
            CountDownLatch half = new CountDownLatch(50);
            Publishers publisher = Publishers.start(() -> {
                for (int event = 0; event < 100; event++) {
                    stages.add(bus.publishAndTrack(event));
                    half.countDown();
                }
            });
            Gate.await(half);
            subscription.cancel();
            publisher.join();
            int delivered = 0;
            int discarded = 0;
            int dropped = 0;
            for (CompletionStage<PublishReport> stage : stages) {
                for (Delivery delivery : await(stage).deliveries()) {
                    switch (delivery.outcome()) {
                        case DELIVERED -> delivered++;
                        case DISCARDED -> discarded++;
                        case DROPPED -> dropped++;
                        default -> throw new AssertionError(delivery);
                    }
                }
            }
            awaitIdle(bus);
            assertThat(delivered).isEqualTo(handled.get()).isEqualTo((int)
                    subscription.stats().delivered());
            assertThat(discarded).isEqualTo((int) subscription.stats().discarded());
            assertThat(dropped).isEqualTo((int) subscription.stats().dropped());
        }
    }
}

package dev.eventbus.runtime.promise;

import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.eventbus.BusClosedException;
import dev.eventbus.BusListener;
import dev.eventbus.Channel;
import dev.eventbus.CloseReport;
import dev.eventbus.DeadLetter;
import dev.eventbus.DeliveryMode;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Handler;
import dev.eventbus.Headers;
import dev.eventbus.Overflow;
import dev.eventbus.PublishReport;
import dev.eventbus.PublishReport.Outcome;
import dev.eventbus.PublishResult;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.UnhandledEvent;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promises 2 and 7: an event that is on its way into a subscription when that is cancelled, or its bus is closed, is
 * accepted or lost, and lost means counted, with a reason, told to the listener and kept as a dead letter.
 */
class EndWhileOnItsWayTest {

    private static final int WAITING = 3;

    private final Gate gate = new Gate();
    private final Map<DropReason, AtomicInteger> told = new ConcurrentHashMap<>();
    private final EventBus bus = EventBus.builder()
            .listener(new BusListener() {
                @Override
                public void onDropped(Subscription subscription, DropReason reason, long count) {
                    told.computeIfAbsent(reason, first -> new AtomicInteger()).addAndGet((int) count);
                }
            })
            .build();
    private final List<Channel<Integer>> unread = new ArrayList<>();

    @AfterEach
    void letGo() {
        gate.open();
        bus.close(Duration.ZERO);
    }

    /** Who is slow to take events, with a channel for one. */
    private enum Consumer {
        HANDLER,
        CONCURRENT,
        KEYED,
        BATCH,
        CONTEXT,
        TRIES_AGAIN,
        PULL,
        FLOW
    }

    /** A full subscription; events 1 and 2 have been published when it returns. */
    private Subscription full(Consumer consumer) throws InterruptedException {
        SubscriptionBuilder<Integer> builder = bus.subscription(Integer.class)
                .name("full")
                .overflow(Overflow.BLOCK)
                .blockWithoutLimit()
                .capacity(capacity(consumer));
        Subscription subscription = switch (consumer) {
            case HANDLER, TRIES_AGAIN -> builder.handle(event -> gate.passStubbornly());
            case CONTEXT -> builder.handle((event, context) -> gate.passStubbornly());
            case CONCURRENT -> builder.concurrency(2).handle(event -> gate.passStubbornly());
            case KEYED -> builder.concurrency(2).key(event -> "one").handle(event -> gate.passStubbornly());
            case BATCH -> builder.handleBatch(2, events -> gate.passStubbornly());
            case PULL -> {
                Channel<Integer> channel = builder.channel();
                unread.add(channel);
                yield channel.subscription();
            }
            case FLOW -> {
                builder.flowPublisher().subscribe(new AsksForNothing());
                yield bus.subscriptions().stream()
                        .filter(each -> each.name().equals("full"))
                        .findFirst()
                        .orElseThrow();
            }
        };
        if (consumer == Consumer.PULL || consumer == Consumer.FLOW) {
            bus.publish(2);
            return subscription;
        }
        int running = consumer == Consumer.CONCURRENT ? 2 : 1;
        for (int i = 0; i < running; i++) {
            bus.publish(1);
            gate.awaitArrival();
        }
        for (int i = 0; i < capacity(consumer); i++) {
            bus.publish(2);
        }
        return subscription;
    }

    private static int capacity(Consumer consumer) {
        return consumer == Consumer.BATCH ? 2 : 1;
    }

    private static final class AsksForNothing implements Flow.Subscriber<Integer> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {}

        @Override
        public void onNext(Integer event) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    /** Publishes in another thread, and returns when that waits for room. */
    private static <T> CompletableFuture<T> waiting(Supplier<T> publish) throws Exception {
        CompletableFuture<Thread> started = new CompletableFuture<>();
        CompletableFuture<T> result = CompletableFuture.supplyAsync(
                () -> {
                    started.complete(Thread.currentThread());
                    return publish.get();
                },
                Gate.NEW_THREAD);
        while (!isParked(started.get())) {
            assertThat(result).isNotDone();
            Thread.onSpinWait();
        }
        return result;
    }

    private static boolean isParked(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private Subscription other(List<Integer> taken) {
        return bus.subscription(Integer.class).name("other").handle(event -> taken.add(event));
    }

    private void assertLost(Subscription subscription, DropReason reason, long lost) {
        assertThat(subscription.stats().count(reason))
                .as("%s", subscription.stats())
                .isEqualTo(lost);
        Ledger.assertSum(subscription.stats());
        assertThat(bus.deadLetters().snapshot())
                .filteredOn(letter -> letter.event().equals(WAITING))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.DISCARDED);
                    assertThat(letter.subscription()).isEqualTo("full");
                });
    }

    @ParameterizedTest
    @EnumSource
    void closingTheBusLosesAnEventThatWaitsForRoomWithAWord(Consumer consumer) throws Exception {
        Subscription full = full(consumer);
        List<Integer> taken = new ArrayList<>();
        Subscription other = other(taken);
        long before = full.stats().matched();
        CompletableFuture<PublishResult> waiting = waiting(() -> bus.publish(WAITING));
        CloseReport report = bus.close(Duration.ofMillis(50));
        assertThat(waiting.get()).isEqualTo(PublishResult.of(1, 1));
        boolean isRead = consumer == Consumer.PULL || consumer == Consumer.FLOW;
        int lost = isRead ? 1 : 1 + capacity(consumer);
        assertThat(report.isComplete()).isFalse();
        assertThat(report.discarded()).isEqualTo(lost);
        assertLost(full, DropReason.CLOSED, lost);
        assertThat(full.stats().matched()).isEqualTo(before + 1);
        assertThat(told.get(DropReason.CLOSED)).hasValue(lost);
        assertThat(taken).containsExactly(WAITING);
        assertThat(other.stats().delivered()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void cancellingLosesAnEventThatWaitsForRoomWithAWord(Consumer consumer) throws Exception {
        Subscription full = full(consumer);
        List<Object> unhandled = new ArrayList<>();
        bus.subscription(UnhandledEvent.class).mode(DeliveryMode.DIRECT).handle(event -> unhandled.add(event));
        long before = full.stats().matched();
        CompletableFuture<PublishResult> waiting = waiting(() -> bus.publish(WAITING));
        full.cancel();
        assertThat(waiting.get()).isEqualTo(PublishResult.of(0, 1));
        int lost = 1 + capacity(consumer);
        assertLost(full, DropReason.CANCELLED, lost);
        assertThat(full.stats().matched()).isEqualTo(before + 1);
        assertThat(unhandled).isEmpty();
        gate.open();
        assertThat(bus.close(Duration.ofSeconds(30)).isComplete()).isTrue();
        assertThat(told.get(DropReason.CANCELLED)).hasValue(lost);
    }

    @Test
    void soDoesAReaderThatClosesItsChannel() throws Exception {
        Subscription full = full(Consumer.PULL);
        CompletableFuture<PublishResult> waiting = waiting(() -> bus.publish(WAITING));
        unread.get(0).close();
        assertThat(waiting.get()).isEqualTo(PublishResult.of(0, 1));
        assertLost(full, DropReason.CANCELLED, 1);
        assertThat(unread.get(0).poll()).isEqualTo(2);
    }

    private static Stream<Arguments> waysToPublish() {
        return Stream.of(
                way("publish with headers", bus -> bus.publish(WAITING, Headers.of("k", "v"))),
                way("publishTo", bus -> bus.publishTo("some.topic", WAITING)),
                way("publisher", bus -> bus.publisher(Integer.class).publish(WAITING)),
                way(
                        "publisher of a topic",
                        bus -> bus.publisher("t", Integer.class).publish(WAITING)),
                way("publishAll", bus -> bus.publisher(Integer.class).publishAll(List.of(WAITING))),
                way(
                        "publishAll of a topic",
                        bus -> bus.publisher("t", Integer.class).publishAll(List.of(WAITING))));
    }

    private static Arguments way(String name, Function<EventBus, PublishResult> publish) {
        return Arguments.of(name, publish);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToPublish")
    void howeverItIsPublished(String name, Function<EventBus, PublishResult> publish) throws Exception {
        Subscription full = full(Consumer.PULL);
        List<Integer> taken = new ArrayList<>();
        other(taken);
        CompletableFuture<PublishResult> waiting = waiting(() -> publish.apply(bus));
        CloseReport report = bus.close(Duration.ofSeconds(30));
        assertThat(waiting.get()).isEqualTo(PublishResult.of(1, 1));
        assertThat(report.discarded()).isEqualTo(1);
        assertThat(report.unread()).isEqualTo(1);
        assertLost(full, DropReason.CLOSED, 1);
        assertThat(taken).containsExactly(WAITING);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSED", "CANCELLED"})
    void whoFollowsTheEventIsTold(DropReason reason) throws Exception {
        Subscription full = full(Consumer.PULL);
        other(new ArrayList<>());
        CompletableFuture<CompletionStage<PublishReport>> waiting = waiting(() -> bus.publishAndTrack(WAITING));
        if (reason == DropReason.CLOSED) {
            bus.close(Duration.ofSeconds(30));
        } else {
            full.cancel();
        }
        PublishReport report = waiting.get().toCompletableFuture().get();
        assertThat(report.deliveries())
                .extracting(PublishReport.Delivery::subscription, PublishReport.Delivery::outcome)
                .containsExactlyInAnyOrder(tuple("other", Outcome.DELIVERED), tuple("full", Outcome.DISCARDED));
        assertThat(report.deliveries())
                .extracting(PublishReport.Delivery::reason)
                .contains(reason);
    }

    @Test
    void eachOfTheChannelsThatAreWaitedForTogetherLosesIt() throws Exception {
        Subscription pull = full(Consumer.PULL);
        Subscription cancelled = bus.subscription(Integer.class)
                .overflow(Overflow.BLOCK)
                .blockWithoutLimit()
                .capacity(1)
                .filter(event -> event != 2)
                .channel()
                .subscription();
        CompletableFuture<PublishResult> fills = CompletableFuture.supplyAsync(
                () -> bus.publisher("none", Integer.class).publish(9), Gate.NEW_THREAD);
        until(() -> cancelled.stats().queued() > 0);
        CompletableFuture<PublishResult> waiting = waiting(() -> bus.publish(WAITING));
        cancelled.cancel();
        assertThat(waiting).isNotDone();
        bus.close(Duration.ofSeconds(30));
        assertThat(waiting.get()).isEqualTo(PublishResult.of(0, 2));
        assertThat(fills.get()).isEqualTo(PublishResult.of(1, 1));
        assertThat(cancelled.stats().count(DropReason.CANCELLED)).isEqualTo(2);
        assertThat(pull.stats().count(DropReason.CLOSED)).isEqualTo(2);
    }

    /** What was offered before the bus began to close is let in while it drains, if there is room in time. */
    @Test
    void aBusThatDrainsLetsInWhatWaitsForRoom() throws Exception {
        Subscription full = full(Consumer.HANDLER);
        CompletableFuture<PublishResult> waiting = waiting(() -> bus.publish(WAITING));
        CompletableFuture<CloseReport> closing =
                CompletableFuture.supplyAsync(() -> bus.close(Duration.ofSeconds(30)), Gate.NEW_THREAD);
        until(() -> bus.isClosed());
        gate.open();
        assertThat(waiting.get()).isEqualTo(PublishResult.of(1, 0));
        assertThat(closing.get().isComplete()).isTrue();
        assertThat(full.stats().delivered()).isEqualTo(3);
    }

    @Test
    void directHandlersBehindTheWaitAreCalledOrLoseTheEventWithAWord() throws Exception {
        full(Consumer.PULL);
        List<Subscription> direct = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SubscriptionBuilder<Integer> builder =
                    bus.subscription(Integer.class).name("direct" + i).mode(DeliveryMode.DIRECT);
            direct.add((i == 1 ? builder.filter(event -> event == WAITING) : builder).handle(event -> {}));
        }
        CompletableFuture<PublishResult> waiting = waiting(() -> bus.publish(WAITING));
        CompletableFuture<CompletionStage<PublishReport>> tracked = waiting(() -> bus.publishAndTrack(WAITING));
        bus.close(Duration.ofSeconds(30));
        assertThat(waiting.get().matched()).isEqualTo(4);
        assertThat(waiting.get().dropped()).isPositive();
        PublishReport report = tracked.get().toCompletableFuture().get();
        assertThat(report.deliveries())
                .hasSize(4)
                .allMatch(delivery -> delivery.outcome() == Outcome.DELIVERED
                        || (delivery.outcome() == Outcome.DISCARDED && delivery.reason() == DropReason.CLOSED));
        for (Subscription each : direct) {
            assertThat(each.stats().matched()).as("%s", each.stats()).isEqualTo(2);
        }
    }

    /** A direct handler that outlives the bus: the ones behind it are not called any more. */
    @ParameterizedTest
    @EnumSource(names = {"CLOSED", "CANCELLED"})
    void directHandlersBehindOneThatRunsTooLong(DropReason reason) throws Exception {
        Subscription first = bus.subscription(Integer.class)
                .mode(DeliveryMode.DIRECT)
                .priority(1)
                .handle(event -> gate.passStubbornly());
        // With a filter, so that it is called by itself.
        Subscription second = bus.subscription(Integer.class)
                .mode(DeliveryMode.DIRECT)
                .filter(event -> true)
                .handle(event -> {});
        CompletableFuture<PublishResult> publishing =
                CompletableFuture.supplyAsync(() -> bus.publish(WAITING), Gate.NEW_THREAD);
        gate.awaitArrival();
        if (reason == DropReason.CANCELLED) {
            second.cancel();
        } else {
            bus.close(Duration.ZERO);
        }
        gate.open();
        boolean closed = reason == DropReason.CLOSED;
        // Who cancels a subscription takes it out before the event comes to it, which is no loss.
        assertThat(publishing.get()).isEqualTo(PublishResult.of(1, closed ? 1 : 0));
        assertThat(second.stats().count(DropReason.CLOSED)).isEqualTo(closed ? 1 : 0);
        assertThat(second.stats().matched()).isEqualTo(closed ? 1 : 0);
        assertThat(first.stats().delivered()).isEqualTo(1);
    }

    /** The bus is closed while a publisher is between two of its subscriptions, in the filter of the second. */
    @ParameterizedTest
    @EnumSource(names = {"DROP_NEWEST", "DROP_OLDEST", "CONFLATE", "BLOCK"})
    void aPublisherBetweenTwoSubscriptions(Overflow overflow) throws Exception {
        List<Integer> taken = new ArrayList<>();
        other(taken);
        Subscription second = bus.subscription(Integer.class)
                .name("full")
                .overflow(overflow)
                .filter(event -> {
                    gate.passStubbornly();
                    return true;
                })
                .handle(event -> {});
        CompletableFuture<PublishResult> publishing =
                CompletableFuture.supplyAsync(() -> bus.publish(WAITING), Gate.NEW_THREAD);
        gate.awaitArrival();
        bus.close(Duration.ofSeconds(30));
        gate.open();
        assertThat(publishing.get()).isEqualTo(PublishResult.of(1, 1));
        assertLost(second, DropReason.CLOSED, 1);
        assertThat(taken).containsExactly(WAITING);
    }

    /** Nobody has accepted or lost it: then an exception is the word. */
    @Test
    void aPublisherThatComesTooLateForAllIsRefused() throws Exception {
        Subscription only = bus.subscription(Integer.class)
                .filter(event -> {
                    gate.passStubbornly();
                    return true;
                })
                .handle(event -> {});
        Subscription direct =
                bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle(event -> {});
        CompletableFuture<PublishResult> publishing =
                CompletableFuture.supplyAsync(() -> bus.publish(WAITING), Gate.NEW_THREAD);
        gate.awaitArrival();
        CloseReport report = bus.close(Duration.ofSeconds(30));
        gate.open();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(publishing::get)
                .withCauseInstanceOf(BusClosedException.class);
        assertThat(report.isComplete()).isTrue();
        assertThat(only.stats().matched()).isZero();
        assertThat(direct.stats().matched()).isZero();
    }

    /** Publishers do not even ask a channel that has been full for long, but for a tracked event. */
    @Test
    void closingReportsATrackedEventThatFindsNoRoomAsLost() throws Exception {
        Subscription full =
                bus.subscription(Integer.class).name("full").capacity(1).handle(event -> gate.passStubbornly());
        bus.publish(1);
        gate.awaitArrival();
        other(new ArrayList<>());
        bus.subscription(Integer.class)
                .name("closing")
                .filter(event -> {
                    if (event == WAITING) {
                        bus.close(Duration.ZERO);
                    }
                    return event == WAITING;
                })
                .handle(event -> {});
        for (int i = 0; i < 2_000; i++) {
            bus.publish(1);
        }
        PublishReport report =
                bus.publishAndTrack(WAITING).toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(report.deliveries())
                .extracting(PublishReport.Delivery::subscription, PublishReport.Delivery::outcome)
                .contains(tuple("full", Outcome.DISCARDED), tuple("closing", Outcome.DISCARDED));
        assertThat(full.stats().count(DropReason.CLOSED)).isEqualTo(2);
        Ledger.assertSum(full.stats());
    }

    /** Three direct handlers are called together: one has been cancelled since that was planned, one closes the bus. */
    @Test
    void directHandlersAfterTheOneThatClosesTheBusLoseTheEvent() {
        List<Subscription> direct = new ArrayList<>();
        bus.subscription(Integer.class)
                .filter(event -> {
                    direct.get(2).cancel();
                    return false;
                })
                .handle(event -> {});
        direct.add(direct(event -> bus.close(Duration.ZERO)));
        direct.add(direct(event -> {}));
        direct.add(direct(event -> {}));
        assertThat(bus.publish(WAITING)).isEqualTo(PublishResult.of(1, 1));
        assertThat(direct)
                .extracting(Subscription::stats)
                .extracting(SubscriptionStats::matched, SubscriptionStats::delivered, SubscriptionStats::discarded)
                .containsExactly(tuple(1L, 1L, 0L), tuple(1L, 0L, 1L), tuple(0L, 0L, 0L));
    }

    private Subscription direct(Handler<Integer> handler) {
        return bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle(handler);
    }

    @Test
    void aKeyThatFailsAfterTheEndCountsTheEventAsLost() throws Exception {
        AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();
        Subscription keyed = bus.subscription(Integer.class)
                .name("full")
                .overflow(Overflow.BLOCK)
                .blockWithoutLimit()
                .capacity(1)
                .concurrency(2)
                .key(event -> {
                    RuntimeException failure = broken.get();
                    if (failure != null) {
                        throw failure;
                    }
                    return event;
                })
                .handle(event -> {});
        keyed.pause();
        bus.publish(2);
        CompletableFuture<PublishResult> waiting = waiting(() -> bus.publish(WAITING));
        broken.set(new IllegalStateException("the key is broken"));
        keyed.cancel();
        assertThat(waiting.get()).isEqualTo(PublishResult.of(0, 1));
        assertLost(keyed, DropReason.CANCELLED, 2);
        assertThat(keyed.stats().matched()).isEqualTo(2);
    }

    @Test
    void anInterruptThatComesWithTheEndIsADropOrADiscard() throws Exception {
        Subscription full = full(Consumer.PULL);
        AtomicReference<Thread> publisher = new AtomicReference<>();
        CompletableFuture<PublishResult> waiting = waiting(() -> {
            publisher.set(Thread.currentThread());
            PublishResult result = bus.publish(WAITING);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            return result;
        });
        publisher.get().interrupt();
        bus.close(Duration.ofSeconds(30));
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(PublishResult.of(0, 1));
        assertThat(full.stats().count(DropReason.CLOSED) + full.stats().count(DropReason.INTERRUPTED))
                .isEqualTo(1);
        Ledger.assertSum(full.stats());
    }
}

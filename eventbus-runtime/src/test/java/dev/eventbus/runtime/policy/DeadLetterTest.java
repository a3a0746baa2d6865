package dev.eventbus.runtime.policy;

import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eventbus.BusListener;
import dev.eventbus.DeadLetter;
import dev.eventbus.DeadLetter.Reason;
import dev.eventbus.DeadLetters;
import dev.eventbus.DeliveryMode;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.EventContext;
import dev.eventbus.Headers;
import dev.eventbus.Overflow;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import dev.eventbus.testing.Publishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is lost can be looked at, and offered again to whoever lost it. */
class DeadLetterTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private EventBus bus = EventBus.builder().build();
    private final List<Object> handled = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean failing = new AtomicBoolean(true);
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        bus.close();
    }

    private void open(UnaryOperator<EventBus.Builder> settings) {
        bus.close();
        bus = settings.apply(EventBus.builder()).build();
    }

    private DeadLetters letters() {
        return bus.deadLetters();
    }

    private List<Object> lost() {
        return letters().snapshot().stream().map(DeadLetter::event).toList();
    }

    private void idle() throws InterruptedException {
        assertThat(bus.awaitIdle(PATIENCE)).isTrue();
    }

    private void handle(Object event) {
        if (failing.get()) {
            throw new IllegalStateException("expected");
        }
        handled.add(event);
    }

    private Subscription subscribe() {
        return bus.subscription(Integer.class).handle(this::handle);
    }

    private void publish(int from, int to) {
        IntStream.range(from, to).forEach(bus::publish);
    }

    // ---- Reasons

    @Test
    void aFailureIsToldWithAllThatIsKnown() throws Exception {
        open(builder -> builder.clock(InstantSource.fixed(NOW)));
        IllegalStateException failure = new IllegalStateException("expected");
        Subscription subscription = bus.subscription(String.class)
                .name("failing")
                .handle((event, context) -> {
                    throw failure;
                });
        bus.publishTo("some.topic", "payload", Headers.of("key", "value"));
        idle();
        assertThat(letters().snapshot()).singleElement().satisfies(letter -> {
            assertThat(letter.number()).isEqualTo(1);
            assertThat(letter.event()).isEqualTo("payload");
            assertThat(letter.topic()).isEqualTo("some.topic");
            assertThat(letter.headers()).isEqualTo(Headers.of("key", "value"));
            assertThat(letter.subscription()).isEqualTo("failing");
            assertThat(letter.subscriptionId()).isEqualTo(subscription.id());
            assertThat(letter.reason()).isEqualTo(Reason.FAILED);
            assertThat(letter.dropReason()).isNull();
            assertThat(letter.cause()).isSameAs(failure);
            assertThat(letter.attempts()).isEqualTo(1);
            assertThat(letter.publishedAt()).isEqualTo(NOW);
            assertThat(letter.lostAt()).isEqualTo(NOW);
            assertThat(letter.redrives()).isZero();
            assertThat(letter.toString()).contains("failing", "some.topic").doesNotContain("payload");
        });
    }

    @Test
    void anEventWithoutAnEnvelopeHasItsOwnTopicAndNoTimeOfPublication() throws Exception {
        subscribe();
        bus.publish(1);
        idle();
        DeadLetter letter = letters().snapshot().get(0);
        assertThat(letter.topic()).isEqualTo("java.lang.Integer");
        assertThat(letter.headers()).isEqualTo(Headers.empty());
        assertThat(letter.publishedAt()).isNull();
    }

    @Test
    void aRetriedEventDiesOnceAndKnowsItsAttempts() throws Exception {
        Subscription subscription = bus.subscription(Integer.class)
                .retry(RetryPolicy.maxAttempts(3).delay(Duration.ZERO))
                .handle(this::handle);
        publish(0, 2);
        idle();
        assertThat(lost()).containsExactly(0, 1);
        assertThat(letters().snapshot()).extracting(DeadLetter::attempts).containsExactly(3, 3);
        assertThat(letters().redriveAll()).isEqualTo(2);
        idle();
        assertThat(letters().snapshot()).extracting(DeadLetter::attempts).containsExactly(3, 3);
        assertThat(subscription.stats().failed()).isEqualTo(4);
    }

    @Test
    void directHandlersStagesAndBatchesLoseEventsToo() throws Exception {
        bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).name("direct").handle(this::handle);
        bus.subscription(Integer.class)
                .mode(DeliveryMode.DIRECT)
                .name("direct too")
                .handle(this::handle);
        bus.subscription(Integer.class)
                .name("stage")
                .handleAsync(event -> CompletableFuture.failedFuture(new IllegalStateException("expected")));
        Subscription batch = bus.subscription(Integer.class).name("batch").handleBatch(4, events -> {
            throw new IllegalStateException("expected");
        });
        batch.pause();
        publish(0, 3);
        batch.resume();
        idle();
        assertThat(letters().snapshot()).allMatch(letter -> letter.reason() == Reason.FAILED);
        for (String name : List.of("direct", "direct too", "stage", "batch")) {
            assertThat(letters().snapshot().stream()
                            .filter(letter -> letter.subscription().equals(name))
                            .map(DeadLetter::event))
                    .as(name)
                    .containsExactly(0, 1, 2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAContextlessDirectHandlerLosesKeepsTopicAndHeaders(boolean filtered) {
        var builder = bus.subscription(String.class).mode(DeliveryMode.DIRECT);
        (filtered ? builder.filter(event -> true) : builder).handle(this::handle);
        bus.publishTo("some.topic", "lost", Headers.of("key", "value"));
        assertThat(letters().snapshot()).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo("some.topic");
            assertThat(letter.headers()).isEqualTo(Headers.of("key", "value"));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dropsAreKeptOnRequestOnly(boolean kept) throws Exception {
        open(builder -> builder.deadLetterDrops(kept));
        Subscription newest = bus.subscription(Integer.class).capacity(1).handle(this::handle);
        Subscription oldest = bus.subscription(Integer.class)
                .capacity(1)
                .overflow(Overflow.DROP_OLDEST)
                .handle((event, context) -> handle(event));
        Subscription block = bus.subscription(Integer.class)
                .capacity(1)
                .overflow(Overflow.BLOCK)
                .blockFor(Duration.ofMillis(1))
                .handle(this::handle);
        List<Subscription> all = List.of(newest, oldest, block);
        all.forEach(Subscription::pause);
        publish(0, 3);
        assertThat(letters().total()).isEqualTo(kept ? 6 : 0);
        assertThat(all).allMatch(subscription -> subscription.stats().count(DropReason.OVERFLOW) == 2);
        if (kept) {
            assertDropped(
                    DropReason.OVERFLOW,
                    DropReason.OVERFLOW,
                    DropReason.OVERFLOW,
                    DropReason.OVERFLOW,
                    DropReason.OVERFLOW,
                    DropReason.OVERFLOW);
            assertThat(letters().snapshot().stream()
                            .filter(letter -> letter.subscriptionId() == oldest.id())
                            .map(DeadLetter::event))
                    .containsExactly(0, 1);
            assertThat(letters().snapshot().stream()
                            .filter(letter -> letter.subscriptionId() != oldest.id())
                            .map(DeadLetter::event))
                    .containsExactly(1, 1, 2, 2);
        }
    }

    @Test
    void eachOfManyDropsOfAChannelThatStaysFullIsKept() {
        open(builder -> builder.deadLetterDrops(true).deadLetterCapacity(10_000));
        Subscription full = bus.subscription(Integer.class).capacity(1).handle(event -> {});
        full.pause();
        publish(0, 5_001);
        bus.publisher(Integer.class)
                .publishAll(IntStream.range(5_001, 8_001).boxed().toList());
        assertThat(lost())
                .containsExactlyElementsOf(IntStream.range(1, 8_001).boxed().toList());
    }

    @Test
    void aFilterAndAKeyThatThrowReject() {
        open(builder -> builder.deadLetterDrops(true));
        IllegalStateException failure = new IllegalStateException("expected");
        for (DeliveryMode mode : DeliveryMode.values()) {
            bus.subscription(String.class)
                    .mode(mode)
                    .filter(event -> {
                        throw failure;
                    })
                    .handle(event -> {});
        }
        bus.subscription(String.class)
                .overflow(Overflow.CONFLATE)
                .key(event -> {
                    throw failure;
                })
                .handle(event -> {});
        bus.publish("lost");
        assertDropped(DropReason.FILTER_FAILED, DropReason.KEY_FAILED, DropReason.FILTER_FAILED);
        assertThat(letters().snapshot()).hasSize(3).allSatisfy(letter -> {
            assertThat(letter.cause()).isSameAs(failure);
            assertThat(letter.attempts()).isZero();
        });
    }

    @Test
    void whatIsConflatedIsNotLost() throws Exception {
        open(builder -> builder.deadLetterDrops(true));
        Subscription latest =
                bus.subscription(Integer.class).overflow(Overflow.CONFLATE).handle(event -> {});
        latest.pause();
        publish(0, 5);
        latest.resume();
        idle();
        assertThat(latest.stats().conflated()).isEqualTo(4);
        assertThat(letters().total()).isZero();
    }

    @Test
    void aLetterHasTheIdThatHandlersSeeAlsoWhenItIsRedriven() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 2; i++) {
            bus.subscribe(Integer.class, (event, context) -> {
                seen.add(context.id());
                throw new IllegalStateException("expected");
            });
        }
        bus.publish(1);
        idle();
        String id = letters().snapshot().get(0).id();
        assertThat(letters().redriveAll()).isEqualTo(2);
        idle();
        assertThat(seen).hasSize(4).containsOnly(id);
        assertThat(letters().snapshot())
                .hasSize(2)
                .allMatch(letter -> letter.id().equals(id));
        bus.publish(2);
        idle();
        assertThat(letters().snapshot().get(2).id()).isNotEqualTo(id);
    }

    @Test
    void anEventThatTravelledBareHasOneIdInAllLooksAndRedrives() throws Exception {
        bus.subscribe(Integer.class, event -> {
            throw new IllegalStateException("expected");
        });
        BlockingQueue<DeadLetter> told = new LinkedBlockingQueue<>();
        bus.subscribe(DeadLetter.class, (DeadLetter letter) -> told.add(letter));
        bus.publish(1);
        String id = Objects.requireNonNull(told.poll(30, TimeUnit.SECONDS)).id();
        assertThat(id).isNotBlank();
        assertThat(letters().snapshot()).extracting(DeadLetter::id).containsExactly(id);
        assertThat(letters().redriveAll()).isEqualTo(1);
        assertThat(Objects.requireNonNull(told.poll(30, TimeUnit.SECONDS)).id()).isEqualTo(id);
        assertThat(letters().drain()).extracting(DeadLetter::id).containsExactly(id);
    }

    private void assertDropped(DropReason... reasons) {
        assertThat(letters().snapshot()).allMatch(letter -> letter.reason() == Reason.DROPPED);
        assertThat(letters().snapshot()).extracting(DeadLetter::dropReason).containsExactly(reasons);
    }

    @Test
    void aHandlerThatBlocksItselfAndAnInterruptedPublisherOverflow() throws Exception {
        open(builder -> builder.deadLetterDrops(true));
        bus.subscription(Integer.class)
                .capacity(1)
                .overflow(Overflow.BLOCK)
                .blockWithoutLimit()
                .handle(event -> {
                    if (event == 0) {
                        publish(1, 3);
                        gate.pass();
                    }
                });
        bus.publish(0);
        gate.awaitArrival();
        Thread.currentThread().interrupt();
        bus.publish(3);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(lost()).containsExactly(2, 3);
        assertDropped(DropReason.SELF_BLOCK, DropReason.INTERRUPTED);
    }

    // ---- Bounds

    @Test
    void theOldestGoOutAndAreCounted() throws Exception {
        open(builder -> builder.deadLetterCapacity(3));
        subscribe();
        publish(0, 10);
        idle();
        assertThat(lost()).containsExactly(7, 8, 9);
        assertThat(letters().snapshot()).extracting(DeadLetter::number).containsExactly(8L, 9L, 10L);
        assertThat(letters().size()).isEqualTo(3);
        assertThat(letters().total()).isEqualTo(10);
        assertThat(letters().evicted()).isEqualTo(7);
        assertThat(letters().drain()).hasSize(3);
        assertThat(letters().size()).isZero();
        assertThat(letters().snapshot()).isEmpty();
        assertThat(letters().total()).isEqualTo(10);
        assertThat(letters().evicted()).isEqualTo(7);
    }

    @Test
    void noneIsKeptWithoutCapacity() throws Exception {
        open(builder -> builder.deadLetterCapacity(0));
        Subscription subscription = subscribe();
        publish(0, 3);
        idle();
        subscription.pause();
        publish(3, 5);
        subscription.cancel();
        assertThat(letters().snapshot()).isEmpty();
        assertThat(letters().total()).isEqualTo(5);
        assertThat(letters().evicted()).isEqualTo(5);
    }

    @Test
    void theCapacityHasBounds() {
        for (int capacity : new int[] {-1, (1 << 20) + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EventBus.builder().deadLetterCapacity(capacity))
                    .withMessageContaining("deadLetterCapacity");
        }
        EventBus.builder().deadLetterCapacity(1 << 20).build().close();
    }

    // ---- Redriving

    @Test
    void aRedriveReachesTheOneThatFailedAndIsMarked() throws Exception {
        AtomicReference<EventContext> first = new AtomicReference<>();
        AtomicReference<EventContext> second = new AtomicReference<>();
        AtomicInteger asked = new AtomicInteger();
        Subscription subscription = bus.subscription(String.class)
                .filter(event -> asked.incrementAndGet() == 1)
                .handle((event, context) -> {
                    (failing.get() ? first : second).set(context);
                    handle(event);
                });
        Subscription other = bus.subscription(Object.class).handle(event -> {});
        bus.publishTo("some.topic", "lost", Headers.of("key", "value"));
        idle();
        assertThat(first.get().isRedrive()).isFalse();
        failing.set(false);
        DeadLetter letter = letters().snapshot().get(0);
        assertThat(letters().redrive(letter)).isTrue();
        idle();
        assertThat(handled).containsExactly("lost");
        assertThat(second.get().isRedrive()).isTrue();
        assertThat(second.get().id()).isEqualTo(first.get().id());
        assertThat(second.get().topic()).isEqualTo("some.topic");
        assertThat(second.get().headers()).isEqualTo(Headers.of("key", "value"));
        assertThat(second.get().publishedAt()).isEqualTo(first.get().publishedAt());
        assertThat(other.stats().matched()).isEqualTo(1);
        SubscriptionStats stats = subscription.stats();
        Ledger.assertSum(stats);
        assertThat(stats.redriven()).isEqualTo(1);
        assertThat(stats.accepted()).isEqualTo(2);
        assertThat(stats.matched()).isEqualTo(2);
        assertThat(letters().size()).isZero();
        assertThat(letters().redrive(letter)).as("it is not here any more").isFalse();
    }

    @Test
    void anEventThatFailsAgainIsANewLetterThatCountsItsRedrives() throws Exception {
        subscribe();
        bus.publish(1);
        idle();
        for (int redrives = 0; redrives < 3; redrives++) {
            assertThat(letters().snapshot())
                    .singleElement()
                    .extracting(DeadLetter::redrives)
                    .isEqualTo(redrives);
            assertThat(letters().redriveAll()).isEqualTo(1);
            idle();
        }
        assertThat(letters().total()).isEqualTo(4);
    }

    @Test
    void aDirectHandlerIsCalledByTheThreadThatRedrives() {
        AtomicReference<Thread> caller = new AtomicReference<>();
        Subscription subscription = bus.subscription(Integer.class)
                .mode(DeliveryMode.DIRECT)
                .handle((event, context) -> {
                    handle(event);
                    assertThat(context.isRedrive()).isTrue();
                    caller.set(Thread.currentThread());
                });
        bus.publish(1);
        assertThat(letters().redriveAll()).isEqualTo(1);
        assertThat(letters().snapshot()).extracting(DeadLetter::redrives).containsExactly(1);
        failing.set(false);
        assertThat(letters().redriveAll()).isEqualTo(1);
        assertThat(caller.get()).isSameAs(Thread.currentThread());
        assertThat(subscription.stats().redriven()).isEqualTo(2);
        assertThat(subscription.stats().accepted()).isEqualTo(3);
        Ledger.assertSum(subscription.stats());
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void redrivenEventsKeepTheirOrderAndNeverTakeAPlace(Overflow overflow) throws Exception {
        var builder = bus.subscription(Integer.class).capacity(3).overflow(overflow);
        if (overflow == Overflow.BLOCK) {
            builder.blockWithoutLimit();
        }
        if (overflow == Overflow.CONFLATE) {
            builder.key(event -> event);
        }
        Subscription subscription = builder.handle(this::handle);
        Subscription other = bus.subscription(String.class).handle(this::handle);
        for (int event = 0; event < 6; event++) {
            bus.publish(event);
            idle();
        }
        bus.publish("of another");
        idle();
        assertThat(lost()).containsExactly(0, 1, 2, 3, 4, 5, "of another");
        subscription.pause();
        failing.set(false);
        bus.publish(100);
        assertThat(letters().redriveAll()).as("two places, and the other's").isEqualTo(3);
        assertThat(lost()).containsExactly(2, 3, 4, 5);
        assertThat(letters().redrive(letters().snapshot().get(1))).as("no room").isFalse();
        assertThat(lost()).as("back in its place").containsExactly(2, 3, 4, 5);
        subscription.resume();
        idle();
        assertThat(letters().redrive(letter -> (int) letter.event() >= 4)).isEqualTo(2);
        idle();
        assertThat(letters().redriveAll()).isEqualTo(2);
        idle();
        handled.remove("of another");
        assertThat(handled).containsExactly(100, 0, 1, 4, 5, 2, 3);
        assertThat(subscription.stats().dropped()).isZero();
        assertThat(subscription.stats().conflated()).isZero();
        assertThat(subscription.stats().redriven()).isEqualTo(6);
        assertThat(other.stats().redriven()).isEqualTo(1);
        Ledger.assertSum(subscription.stats());
    }

    @Test
    void aNewerValueIsNotReplacedByARedrivenOne() throws Exception {
        Subscription subscription =
                bus.subscription(Integer.class).overflow(Overflow.CONFLATE).handle(this::handle);
        bus.publish(1);
        idle();
        failing.set(false);
        subscription.pause();
        bus.publish(2);
        assertThat(letters().redriveAll()).isZero();
        assertThat(lost()).containsExactly(1);
        subscription.resume();
        idle();
        assertThat(handled).containsExactly(2);
        Ledger.assertSum(subscription.stats());
    }

    @Test
    void twoThatRedriveAtOnceKeepTheOrder() throws Exception {
        open(builder -> builder.deadLetterCapacity(5_000));
        subscribe();
        publish(0, 1_000);
        idle();
        publish(1_000, 2_000);
        idle();
        failing.set(false);
        Publishers.run(2, redriver -> redriveUntilEmpty());
        idle();
        assertThat(handled)
                .containsExactlyElementsOf(IntStream.range(0, 2_000).boxed().toList());
    }

    private void redriveUntilEmpty() {
        while (letters().size() > 0) {
            letters().redriveAll();
        }
    }

    @Test
    void aLetterOfACancelledSubscriptionOrAnotherBusIsNotRedriven() throws Exception {
        Subscription subscription = subscribe();
        bus.publish(1);
        idle();
        DeadLetter letter = letters().snapshot().get(0);
        try (EventBus other = EventBus.builder().build()) {
            other.subscription(Integer.class).handle(this::handle);
            other.publish(2);
            assertThat(other.awaitIdle(PATIENCE)).isTrue();
            assertThat(other.deadLetters().redrive(letter)).isFalse();
            assertThat(other.deadLetters().size()).isEqualTo(1);
        }
        subscription.cancel();
        failing.set(false);
        subscribe();
        assertThat(letters().redrive(letter)).isFalse();
        assertThat(letters().redriveAll()).isZero();
        assertThat(lost()).containsExactly(1);
        assertThat(handled).isEmpty();
    }

    @Test
    void aKeyThatThrowsLeavesTheLetterWhereItWas() throws Exception {
        open(builder -> builder.deadLetterDrops(true));
        Subscription subscription = bus.subscription(Integer.class)
                .overflow(Overflow.CONFLATE)
                .key(event -> {
                    throw new IllegalStateException("expected");
                })
                .handle(event -> {});
        publish(0, 2);
        assertThat(letters().redriveAll()).isZero();
        assertThat(lost()).containsExactly(0, 1);
        assertThat(subscription.stats().matched()).isEqualTo(2);
        assertThat(subscription.stats().redriven()).isZero();
    }

    @Test
    void aHandlerMayRedriveAndAFilterMayLook() throws Exception {
        AtomicInteger redriven = new AtomicInteger();
        bus.subscription(String.class).handle(event -> redriven.set(letters().redriveAll()));
        subscribe();
        bus.publish(1);
        idle();
        failing.set(false);
        bus.publish("now");
        idle();
        assertThat(redriven).hasValue(1);
        assertThat(handled).containsExactly(1);
    }

    // ---- Cancelling and closing

    private enum Kind {
        RING,
        TICKETS,
        OLDEST,
        KEYS,
        LATEST,
        GAPS,
        RECEIVERS;

        Subscription subscribe(EventBus bus, int capacity, dev.eventbus.Handler<Integer> handler) {
            var builder = bus.subscription(Integer.class).capacity(capacity);
            return switch (this) {
                case RING -> builder.handle(handler);
                case TICKETS -> builder.concurrency(2).handle(handler);
                case OLDEST -> builder.overflow(Overflow.DROP_OLDEST).handle(handler);
                case KEYS -> builder.concurrency(2).key(event -> event % 7).handle(handler);
                case LATEST ->
                    builder.overflow(Overflow.CONFLATE).key(event -> event % 7).handle(handler);
                case GAPS -> builder.handle((event, context) -> handler.handle(event));
                case RECEIVERS -> builder.channel().subscription();
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatWaitedWhenCancelledIsKeptInOrder(Kind kind) {
        Subscription subscription = kind.subscribe(bus, 100, event -> {});
        subscription.pause();
        publish(0, 7);
        subscription.cancel();
        assertThat(lost()).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(letters().snapshot()).allSatisfy(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.DISCARDED);
            assertThat(letter.dropReason()).isEqualTo(DropReason.CANCELLED);
            assertThat(letter.cause()).isNull();
            assertThat(letter.attempts()).isZero();
        });
        assertThat(subscription.stats().discarded()).isEqualTo(7);
        subscription.cancel();
        assertThat(letters().total()).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theNewestOfManyThatWaitedAreKept(Kind kind) {
        open(builder -> builder.deadLetterCapacity(3));
        Subscription subscription = kind.subscribe(bus, 100, event -> {});
        subscription.pause();
        publish(0, 7);
        subscription.cancel();
        assertThat(lost()).containsExactly(4, 5, 6);
        assertThat(letters().total()).isEqualTo(7);
        assertThat(letters().evicted()).isEqualTo(4);
    }

    @Test
    void closingKeepsWhatItDiscards() {
        Subscription subscription = subscribe();
        subscription.pause();
        publish(0, 5);
        assertThat(bus.close(PATIENCE).discarded()).isEqualTo(5);
        assertThat(lost()).containsExactly(0, 1, 2, 3, 4);
        assertThat(letters().snapshot())
                .allMatch(letter -> letter.reason() == Reason.DISCARDED && letter.dropReason() == DropReason.CLOSED);
        assertThat(letters().redriveAll()).isZero();
        assertThat(letters().redrive(letters().snapshot().get(0))).isFalse();
        assertThat(letters().drain()).hasSize(5);
        assertThat(letters().size()).isZero();
    }

    @Test
    void aStreamAndAChannelThatAreClosedStayReadable() {
        bus.subscription(Integer.class).channel();
        publish(0, 5);
        bus.close();
        assertThat(letters().total()).isZero();
    }

    /** Publishers, drains and an end race: what was accepted is delivered, or there is a letter of it, once. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyEventIsDeliveredOrALetter(Kind kind) throws Exception {
        for (int round = 0; round < 40; round++) {
            int number = round;
            open(builder -> builder.deadLetterCapacity(1 << 20).deadLetterDrops(true));
            List<Integer> delivered = Collections.synchronizedList(new ArrayList<>());
            Subscription subscription = kind.subscribe(bus, 1 + round * 5, event -> {
                if (event % 5 == 0) {
                    throw new IllegalStateException("expected");
                }
                delivered.add(event);
            });
            Ledger ledger = new Ledger();
            CountDownLatch running = new CountDownLatch(2);
            Publishers publishers = Publishers.start(2, first -> {
                for (int event = first; event < 2_000 && subscription.isActive(); event += 2) {
                    ledger.note(bus.publish(event));
                    if (event >= number * 20 - 2) {
                        running.countDown();
                    }
                }
            });
            Gate.await(running);
            if (round % 2 == 0) {
                subscription.cancel();
            }
            publishers.join();
            if (round % 2 != 0) {
                subscription.pause();
                bus.close();
            }
            bus.close();
            SubscriptionStats stats = subscription.stats();
            ledger.assertBalanced(List.of(stats));
            if (kind == Kind.RECEIVERS && round % 2 != 0) {
                subscription.cancel();
                stats = subscription.stats();
            }
            List<Object> all = new ArrayList<>(lost());
            assertThat(letters().total())
                    .as("round %d: %s", round, stats)
                    .isEqualTo(all.size())
                    .isEqualTo(stats.failed() + stats.discarded() + stats.dropped());
            assertThat(stats.inProgress()).isZero();
            all.addAll(delivered);
            assertThat(all).as("round %d: %s", round, stats).doesNotHaveDuplicates();
            assertThat(all).hasSize((int) (stats.matched() - stats.conflated()));
        }
    }

    /** Events that fail, are redriven, fail again, and so on, until the subscription ends: none is lost and none is there twice. */
    @Test
    void redrivingAgainstCancelling() throws Exception {
        for (int round = 0; round < 50; round++) {
            open(builder -> builder);
            Subscription subscription =
                    bus.subscription(Integer.class).capacity(20).handle(this::handle);
            publish(0, 20);
            CountDownLatch redriven = new CountDownLatch(1 + round * 10);
            Publishers redriver = Publishers.start(() -> {
                while (subscription.isActive()) {
                    if (letters().redriveAll() > 0) {
                        redriven.countDown();
                    }
                }
            });
            Gate.await(redriven);
            subscription.cancel();
            redriver.join();
            idle();
            SubscriptionStats stats = subscription.stats();
            Ledger.assertSum(stats);
            assertThat(stats.accepted()).isEqualTo(20 + stats.redriven());
            assertThat(lost())
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 20).boxed().toList());
            assertThat(letters().total()).isEqualTo(stats.failed() + stats.discarded());
        }
    }

    // ---- System events

    @Test
    void subscriptionsToDeadLettersAreToldOnAThreadOfTheBus() throws Exception {
        List<DeadLetter> told = Collections.synchronizedList(new ArrayList<>());
        List<DeadLetter> toldDirectly = Collections.synchronizedList(new ArrayList<>());
        AtomicReference<String> thread = new AtomicReference<>("");
        Subscription any = bus.subscription(Object.class)
                .filter(event -> !(event instanceof Integer))
                .handle(e -> {});
        bus.subscription(DeadLetter.class).handle(event -> told.add(event));
        bus.subscription(DeadLetter.class).mode(DeliveryMode.DIRECT).handle((letter, context) -> {
            thread.set(Thread.currentThread().getName());
            toldDirectly.add(letter);
        });
        bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle(this::handle);
        publish(0, 100);
        idle();
        assertThat(told)
                .extracting(DeadLetter::event)
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        assertThat(toldDirectly).hasSameElementsAs(told);
        assertThat(thread.get()).startsWith("eventbus-");
        assertThat(any.stats().matched()).isZero();
        assertThat(bus.stats().unhandled()).isZero();
        assertThat(letters().total()).isEqualTo(100);
    }

    @Test
    void aLetterLostByItsSubscriptionIsKeptAndNotTold() throws Exception {
        open(builder -> builder.deadLetterDrops(true));
        AtomicInteger told = new AtomicInteger();
        bus.subscription(DeadLetter.class).handle(event -> {
            told.incrementAndGet();
            throw new IllegalStateException("expected");
        });
        bus.subscription(DeadLetter.class)
                .filter(event -> {
                    throw new IllegalStateException("expected");
                })
                .handle(event -> {});
        subscribe();
        bus.publish(1);
        idle();
        assertThat(told).hasValue(1);
        assertThat(letters().total()).isEqualTo(3);
        assertThat(letters().snapshot().stream().filter(letter -> letter.event() instanceof DeadLetter))
                .hasSize(2);
    }

    @Test
    void closingTellsWhatIsLostWhileItDrains() throws Exception {
        List<DeadLetter> told = Collections.synchronizedList(new ArrayList<>());
        bus.subscription(DeadLetter.class).handle(event -> told.add(event));
        bus.subscription(Integer.class).handle(event -> {
            gate.pass();
            throw new IllegalStateException("expected");
        });
        publish(0, 50);
        gate.awaitArrival();
        Publishers closer = Publishers.start(() -> bus.close(PATIENCE));
        until(() -> bus.isClosed());
        gate.open();
        closer.join();
        assertThat(told).hasSize(50);
    }

    @Test
    void aListenerThatClosesTheBusDoesNotWaitForWhatItHoldsUp() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        open(builder -> builder.listener(new BusListener() {
            @Override
            public void onFailed(Subscription subscription, Throwable failure, long count) {
                publish(0, 10);
                bus.close(PATIENCE);
                closed.countDown();
            }
        }));
        bus.subscription(DeadLetter.class).handle(event -> {});
        bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle(this::handle);
        long start = System.nanoTime();
        bus.publish(1);
        Gate.await(closed);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
    }

    /** Whoever holds up the notice thread leaves letters untold, which nobody will tell any more. */
    @Test
    void aClosedBusIsIdleThoughLettersWereNotTold() throws Exception {
        bus.subscription(DeadLetter.class).mode(DeliveryMode.DIRECT).handle(event -> gate.passStubbornly());
        bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle(this::handle);
        bus.publish(1);
        gate.awaitArrival();
        bus.publish(2);
        bus.close(Duration.ZERO);
        gate.open();
        assertThat(bus.awaitIdle(PATIENCE)).isTrue();
    }
}

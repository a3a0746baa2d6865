package dev.eventbus.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eventbus.DeadLetter;
import dev.eventbus.DeadLetter.Reason;
import dev.eventbus.DeliveryMode;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Headers;
import dev.eventbus.Overflow;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is lost can be looked at, for each reason, as far as there is room for it. */
class DeadLetterTest extends DeadLetterFixture {

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
}

package dev.eventbus.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.DeadLetter;
import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.EventContext;
import dev.eventbus.Headers;
import dev.eventbus.Overflow;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.runtime.Ledger;
import dev.eventbus.testing.Publishers;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is lost can be offered again to the subscription that lost it. */
class DeadLetterRedriveTest extends DeadLetterFixture {

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
}

package dev.eventbus.runtime.policy;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventbus.BatchContextHandler;
import dev.eventbus.BatchHandler;
import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.Headers;
import dev.eventbus.Overflow;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handlers of batches: what is there, in its order, never more than the batch, never waiting for more. */
class BatchTest {

    private final EventBus bus = EventBus.builder().build();
    private final Gate gate = new Gate();
    private final List<List<Integer>> handled = new ArrayList<>();

    @AfterEach
    void close() {
        gate.open();
        bus.close();
    }

    @Test
    void takesWhatIsThereAndNeverWaitsForMore() throws Exception {
        Subscription subscription = bus.subscription(Integer.class).handleBatch(4, events -> {
            gate.pass();
            handled.add(events);
        });
        bus.publish(0);
        gate.awaitArrival();
        IntStream.rangeClosed(1, 6).forEach(bus::publish);
        assertThat(subscription.stats().inProgress()).isEqualTo(1);
        gate.open();
        awaitIdle(bus);
        assertThat(handled).containsExactly(List.of(0), List.of(1, 2, 3, 4), List.of(5, 6));
        assertThat(subscription.stats().delivered()).isEqualTo(7);
        Ledger.assertSum(subscription.stats());
    }

    @Test
    void aBatchFailsAsAWholeAndCountsEachEvent() throws Exception {
        Subscription subscription = bus.subscription(Integer.class).handleBatch(10, events -> {
            gate.pass();
            if (events.contains(3)) {
                throw new IllegalStateException("three");
            }
        });
        bus.publish(0);
        gate.awaitArrival();
        IntStream.rangeClosed(1, 5).forEach(bus::publish);
        gate.open();
        awaitIdle(bus);
        assertThat(subscription.stats().failed()).isEqualTo(5);
        assertThat(subscription.stats().delivered()).isEqualTo(1);
    }

    @Test
    void largeBatchesAreNotCutByTheLengthOfARun() throws Exception {
        bus.subscription(Integer.class).capacity(5_000).handleBatch(5_000, events -> {
            gate.pass();
            handled.add(events);
        });
        bus.publish(-1);
        gate.awaitArrival();
        IntStream.range(0, 5_000).forEach(bus::publish);
        gate.open();
        awaitIdle(bus);
        assertThat(handled.get(1)).hasSize(5_000).isSorted();
    }

    @Test
    void theListIsTheHandlersToKeepAndNotToChange() throws Exception {
        bus.subscription(Integer.class).handleBatch(4, handled::add);
        bus.publish(1);
        awaitIdle(bus);
        assertThatThrownBy(() -> handled.get(0).add(2)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aHandlerMayTakeTheContextWhichIsThatOfTheFirstEvent() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        Subscription subscription = bus.subscription(Integer.class)
                .capacity(3)
                .retry(RetryPolicy.maxAttempts(2).delay(Duration.ZERO))
                .handleBatch(3, (events, context) -> {
                    seen.add(events + " " + context.topic() + " " + context.attempt() + " " + context.missed() + " "
                            + context.headers());
                    if (context.attempt() == 1) {
                        throw new IllegalStateException("expected");
                    }
                });
        subscription.pause();
        bus.publishTo("first.topic", 1, Headers.of("tenant", "acme"));
        bus.publishTo("second.topic", 2, Headers.of("tenant", "blue"));
        bus.publish(3);
        bus.publish(4);
        subscription.resume();
        awaitIdle(bus);
        bus.publish(5);
        awaitIdle(bus);
        assertThat(seen)
                .containsExactly(
                        "[1, 2, 3] first.topic 1 0 " + Headers.of("tenant", "acme"),
                        "[1, 2, 3] first.topic 2 0 " + Headers.of("tenant", "acme"),
                        "[5] java.lang.Integer 1 1 " + Headers.empty(),
                        "[5] java.lang.Integer 2 1 " + Headers.empty());
        assertThat(subscription.stats().delivered()).isEqualTo(4);
    }

    @Test
    void aHandlerWithoutContextIsOneThatIgnoresIt() throws Exception {
        BatchHandler<Object> handler = events -> handled.add(List.of(events.size()));
        BatchContextHandler<Object> ignoring = handler;
        bus.subscription(Integer.class).handleBatch(2, handler);
        bus.subscription(Integer.class).handleBatch(2, ignoring);
        bus.publish(1);
        awaitIdle(bus);
        assertThat(handled).containsExactly(List.of(1), List.of(1));
    }

    @Test
    void aBuilderWhoseBatchWasRefusedCanHandleSingleEvents() throws Exception {
        SubscriptionBuilder<Integer> builder = bus.subscription(Integer.class).name("taken");
        Subscription first = bus.subscription(Integer.class).name("taken").handle(event -> {});
        assertThatIllegalArgumentException().isThrownBy(() -> builder.handleBatch(4, handled::add));
        first.cancel();
        Subscription single = builder.concurrency(2).key(event -> event).handle(event -> handled.add(List.of(event)));
        bus.publish(1);
        awaitIdle(bus);
        assertThat(single.stats().delivered()).isEqualTo(1);
        assertThat(handled).containsExactly(List.of(1));
    }

    @Test
    void whatDoesNotCombineIsRefusedWithTheCure() {
        for (int max : new int[] {Integer.MIN_VALUE, 0, 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bus.subscription(Integer.class).handleBatch(max, handled::add))
                    .withMessageContainingAll("max is " + max, "use handle");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.subscription(Integer.class).capacity(3).handleBatch(4, handled::add))
                .withMessageContaining("raise the capacity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.subscription(Integer.class)
                        .overflow(Overflow.CONFLATE)
                        .handleBatch(4, handled::add))
                .withMessageContaining("CONFLATE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.subscription(Integer.class)
                        .concurrency(2)
                        .key(event -> event)
                        .handleBatch(4, handled::add))
                .withMessageContaining("remove the key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.subscription(Integer.class)
                        .mode(DeliveryMode.DIRECT)
                        .handleBatch(4, handled::add))
                .withMessageContaining("DIRECT");
        assertThat(bus.subscriptions()).isEmpty();
    }
}

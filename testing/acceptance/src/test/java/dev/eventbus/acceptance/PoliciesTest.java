package dev.eventbus.acceptance;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.EventBus;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionStats;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The policies of annotated handlers, through generated tables. */
class PoliciesTest {

    private final EventBus bus = EventBus.builder().index(new EventBusIndex()).build();

    @AfterEach
    void close() {
        bus.close();
    }

    private SubscriptionStats run(Policies.Held subscriber, OrderCreated... events) throws InterruptedException {
        Subscription subscription = bus.register(subscriber).subscriptions().get(0);
        bus.publish(new OrderCreated("first", 0));
        subscriber.begun.await();
        for (OrderCreated event : events) {
            bus.publish(event);
        }
        subscriber.published.countDown();
        awaitIdle(bus);
        return subscription.stats();
    }

    @Test
    void conflatesByTheKeyOfTheHandler() throws Exception {
        Policies.Conflating subscriber = new Policies.Conflating();
        SubscriptionStats stats =
                run(subscriber, new OrderCreated("a", 1), new OrderCreated("bb", 2), new OrderCreated("c", 3));
        assertThat(subscriber.journal.lines()).containsExactly("first", "c", "bb");
        assertThat(stats.conflated()).isEqualTo(1);
    }

    @Test
    void conflatesByTheKeyOfTheEvent() throws Exception {
        Policies.ConflatingByDefaultKey subscriber = new Policies.ConflatingByDefaultKey();
        run(subscriber, new OrderCreated("a", 1), new OrderCreated("b", 2), new OrderCreated("a", 3));
        assertThat(subscriber.journal.lines()).containsExactly("first 0", "a 3", "b 2");
    }

    @Test
    void beginsWithTheLastEvents() throws Exception {
        for (int i = 1; i <= 30; i++) {
            bus.publish(new Measured(i));
        }
        Display late = new Display();
        bus.register(late);
        bus.publish(new Measured(31));
        awaitIdle(bus);
        assertThat(late.journal.lines()).hasSize(21).startsWith("11.0", "12.0").endsWith("30.0", "31.0");
    }

    @Test
    void triesAgainWhatIsWorthIt() throws Exception {
        FaultPolicies.Retrying subscriber = new FaultPolicies.Retrying();
        Subscription subscription = bus.register(subscriber).subscriptions().get(0);
        bus.publish(new OrderCreated("a", 1));
        bus.publish(new OrderCreated("abort", 1));
        awaitIdle(bus);
        assertThat(subscriber.journal.lines()).containsExactly("a 1", "a 2", "a 3", "abort 1");
        assertThat(subscription.stats().delivered()).isEqualTo(1);
        assertThat(subscription.stats().failed()).isEqualTo(1);
        assertThat(subscription.stats().retried()).isEqualTo(2);
    }

    @Test
    void leavesAHandlerAloneThatKeepsFailing() throws Exception {
        FaultPolicies.Breaking subscriber = new FaultPolicies.Breaking();
        Subscription subscription = bus.register(subscriber).subscriptions().get(0);
        for (int i = 0; i < 5; i++) {
            bus.publish(new OrderCreated("a" + i, 1));
            awaitIdle(bus);
        }
        assertThat(subscriber.journal.lines()).containsExactly("a0", "a1");
        assertThat(subscription.stats().dropped()).isEqualTo(3);
    }

    @Test
    void interruptsAHandlerThatTakesTooLong() throws Exception {
        Subscription subscription =
                bus.register(new FaultPolicies.Hurried()).subscriptions().get(0);
        bus.publish(new OrderCreated("a", 1));
        awaitIdle(bus);
        assertThat(subscription.stats().failed()).isEqualTo(1);
    }

    @Test
    void blocksForItsTime() throws Exception {
        Policies.Blocking subscriber = new Policies.Blocking();
        SubscriptionStats stats = run(subscriber, new OrderCreated("a", 1), new OrderCreated("b", 2));
        assertThat(subscriber.journal.lines()).containsExactly("first", "a");
        assertThat(stats.dropped()).isEqualTo(1);
    }

    @Test
    void takesBatches() throws Exception {
        Policies.Batching subscriber = new Policies.Batching();
        run(subscriber, new OrderCreated("a", 1), new OrderCreated("b", 2));
        assertThat(subscriber.journal.lines()).containsExactly("order.created 1", "order.created 2");
    }

    @Test
    void runsAtOnce() throws Exception {
        Subscription subscription =
                bus.register(new Policies.Concurrent()).subscriptions().get(0);
        bus.publish(new OrderCreated("a", 1));
        bus.publish(new OrderCreated("b", 2));
        awaitIdle(bus);
        assertThat(subscription.stats().delivered()).isEqualTo(2);
    }

    @Test
    void waitsForStages() throws Exception {
        Policies.Staged subscriber = new Policies.Staged();
        bus.register(subscriber);
        for (String id : List.of("a", "b", "c")) {
            bus.publish(new OrderCreated(id, 1));
        }
        awaitIdle(bus);
        assertThat(subscriber.journal.lines()).containsExactly("a", "b", "c");
    }
}

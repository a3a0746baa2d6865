package dev.eventbus.runtime.policy;

import static dev.eventbus.testing.Patience.awaitIdle;
import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.PublishResult;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import dev.eventbus.testing.Publishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Concurrency above 1: as many handlers at once, never more; with a key, one after another for each key. */
class ConcurrencyTest {

    private record Task(String key, int number) {}

    private final EventBus bus = EventBus.builder().build();
    private final Gate gate = new Gate();
    private final Ledger ledger = new Ledger();

    @AfterEach
    void close() {
        gate.open();
        bus.close();
    }

    @Test
    void handlersOfOneSubscriptionRunAtOnceAndNoMoreThanItSays() throws Exception {
        // All four are in the handler at once, or the barrier breaks.
        CyclicBarrier together = new CyclicBarrier(4);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Subscription subscription = bus.subscription(Integer.class)
                .concurrency(4)
                .handle(event -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    together.await(30, TimeUnit.SECONDS);
                    running.decrementAndGet();
                });
        for (int event = 0; event < 400; event++) {
            ledger.note(bus.publish(event));
        }
        awaitIdle(bus);
        assertThat(most).hasValue(4);
        assertThat(subscription.stats().failed()).isZero();
        assertThat(subscription.stats().delivered()).isEqualTo(400);
        ledger.assertBalanced(List.of(subscription.stats()));
    }

    @Test
    void aKeyWaitsForItselfAndNotForOthers() throws Exception {
        ConcurrentLinkedQueue<Task> handled = new ConcurrentLinkedQueue<>();
        bus.subscription(Task.class).concurrency(2).key(Task::key).handle(task -> {
            if (task.key().equals("slow")) {
                gate.pass();
            }
            handled.add(task);
        });
        for (int number = 0; number < 3; number++) {
            bus.publish(new Task("slow", number));
        }
        gate.awaitArrival();
        for (int number = 0; number < 3; number++) {
            bus.publish(new Task("a", number));
            bus.publish(new Task("b", number));
        }
        until(() -> handled.size() >= 6);
        assertThat(handled).noneMatch(task -> task.key().equals("slow"));
        gate.open();
        awaitIdle(bus);
        for (String key : List.of("a", "b", "slow")) {
            assertThat(handled.stream().filter(task -> task.key().equals(key)))
                    .extracting(Task::number)
                    .containsExactly(0, 1, 2);
        }
    }

    @Test
    void oneCapacityForTheSubscription() throws Exception {
        Subscription subscription = bus.subscription(Task.class)
                .concurrency(2)
                .key(Task::key)
                .capacity(3)
                .handle(task -> gate.pass());
        ledger.note(bus.publish(new Task("a", 0)));
        ledger.note(bus.publish(new Task("b", 0)));
        gate.awaitArrival();
        gate.awaitArrival();
        for (int number = 1; number <= 4; number++) {
            PublishResult result = ledger.note(bus.publish(new Task("a" + number % 2, number)));
            assertThat(result.accepted()).isEqualTo(number <= 3 ? 1 : 0);
        }
        assertThat(subscription.stats().queued()).isEqualTo(3);
        assertThat(subscription.stats().inProgress()).isEqualTo(2);
        gate.open();
        awaitIdle(bus);
        ledger.assertBalanced(List.of(subscription.stats()));
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void orderOfEachKeyAndAccountsHoldUnderEveryPolicy(Overflow overflow) throws Exception {
        int publishers = 3;
        int events = 20_000;
        Map<String, Integer> latest = new ConcurrentHashMap<>();
        Map<String, Boolean> running = new ConcurrentHashMap<>();
        var builder = bus.subscription(Task.class)
                .concurrency(3)
                .key(Task::key)
                .overflow(overflow)
                .capacity(64);
        if (overflow == Overflow.BLOCK) {
            builder.blockWithoutLimit();
        }
        Subscription subscription = builder.handle(task -> {
            if (running.put(task.key(), true) != null) {
                throw new AssertionError("two handlers of one key at once");
            }
            Integer before = latest.put(task.key(), task.number());
            running.remove(task.key());
            if (before != null && before >= task.number()) {
                throw new AssertionError("out of order");
            }
        });
        Publishers.run(publishers, publisher -> {
            for (int number = 0; number < events; number++) {
                ledger.note(bus.publish(new Task(publisher + "-" + number % 7, number)));
            }
        });
        awaitIdle(bus);
        assertThat(subscription.stats().failed()).isZero();
        if (overflow == Overflow.BLOCK) {
            assertThat(subscription.stats().delivered()).isEqualTo((long) publishers * events);
        }
        assertThat(subscription.stats().peakDepth()).isLessThanOrEqualTo(64);
        ledger.assertBalanced(List.of(subscription.stats()));
    }
}

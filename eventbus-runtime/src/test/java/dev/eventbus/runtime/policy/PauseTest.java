package dev.eventbus.runtime.policy;

import static dev.eventbus.testing.Patience.awaitIdle;
import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventbus.CloseReport;
import dev.eventbus.DeliveryMode;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Gate;
import dev.eventbus.runtime.Ledger;
import dev.eventbus.testing.Publishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pausing: the channel accepts and holds; resuming goes on in order; closing discards what is held. */
class PauseTest {

    private final EventBus bus = EventBus.builder().build();
    private final Gate gate = new Gate();
    private final Ledger ledger = new Ledger();
    private final List<Integer> handled = new ArrayList<>();

    @AfterEach
    void close() {
        gate.open();
        bus.close();
    }

    @Test
    void holdsWhatComesUntilItGoesOn() throws Exception {
        Subscription subscription = bus.subscription(Integer.class).capacity(5).handle(event -> handled.add(event));
        subscription.pause();
        subscription.pause();
        assertThat(subscription.isPaused()).isTrue();
        IntStream.range(0, 7).forEach(event -> ledger.note(bus.publish(event)));
        assertThat(subscription.stats().queued()).isEqualTo(5);
        assertThat(bus.awaitIdle(Duration.ofMillis(10))).isFalse();
        subscription.resume();
        awaitIdle(bus);
        assertThat(handled).containsExactly(0, 1, 2, 3, 4);
        ledger.assertBalanced(List.of(subscription.stats()));
    }

    @Test
    void aHandlerCanPauseItsOwnSubscription() throws Exception {
        Subscription[] self = new Subscription[1];
        self[0] = bus.subscription(Integer.class).handle(event -> {
            gate.pass();
            handled.add(event);
            self[0].pause();
        });
        IntStream.range(0, 3).forEach(bus::publish);
        gate.open();
        for (int expected = 1; expected <= 3; expected++) {
            until(() -> self[0].isPaused() && self[0].stats().inProgress() == 0);
            assertThat(self[0].stats().delivered()).isEqualTo(expected);
            self[0].resume();
        }
        awaitIdle(bus);
        assertThat(handled).containsExactly(0, 1, 2);
    }

    @Test
    void closingDiscardsWhatIsHeldWithoutWaiting() {
        Subscription subscription = bus.subscribe(Integer.class, (Integer event) -> {});
        subscription.pause();
        IntStream.range(0, 3).forEach(bus::publish);
        CloseReport report = bus.close(Duration.ofDays(1));
        assertThat(report.discarded()).isEqualTo(3);
        assertThat(subscription.stats().count(DropReason.CLOSED)).isEqualTo(3);
    }

    @Test
    void cancellingDiscardsWhatIsHeld() {
        Subscription subscription = bus.subscribe(Integer.class, (Integer event) -> {});
        subscription.pause();
        bus.publish(1);
        subscription.cancel();
        subscription.resume();
        assertThat(subscription.stats().count(DropReason.CANCELLED)).isEqualTo(1);
    }

    @Test
    void resumingWakesAsManyHandlersAsMayRun() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Subscription subscription = bus.subscription(Integer.class)
                .concurrency(2)
                .handle(event -> {
                    both.countDown();
                    Gate.await(both);
                });
        subscription.pause();
        bus.publish(1);
        bus.publish(2);
        subscription.resume();
        awaitIdle(bus);
        assertThat(subscription.stats().delivered()).isEqualTo(2);
    }

    @Test
    void aDirectHandlerHasNothingToHoldEventsIn() {
        Subscription subscription =
                bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle(event -> handled.add(event));
        assertThatThrownBy(subscription::pause)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("To fix it");
        assertThatThrownBy(subscription::resume).isInstanceOf(UnsupportedOperationException.class);
        assertThat(subscription.isPaused()).isFalse();
    }

    @Test
    void whilePublishersAndPausesRaceNothingIsStranded() throws Exception {
        Subscription subscription =
                bus.subscription(Integer.class).capacity(1 << 20).handle(event -> {});
        Publishers publisher = Publishers.start(() -> {
            for (int event = 0; event < 200_000; event++) {
                ledger.note(bus.publish(event));
            }
        });
        while (publisher.areRunning()) {
            subscription.pause();
            subscription.resume();
        }
        publisher.join();
        awaitIdle(bus);
        assertThat(subscription.stats().delivered()).isEqualTo(200_000);
        ledger.assertBalanced(List.of(subscription.stats()));
    }
}

package dev.eventbus.runtime.policy;

import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.eventbus.Breaker;
import dev.eventbus.BreakerPolicy;
import dev.eventbus.CloseReport;
import dev.eventbus.DeadLetter;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Ledger;
import dev.eventbus.runtime.ManualScheduler;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A handler that keeps failing is not called for a while, and then for some probes. */
class BreakerTest {

    private static final Duration OPEN = Duration.ofSeconds(10);

    private final ManualScheduler time = new ManualScheduler();
    private final EventBus bus = EventBus.builder().scheduler(time).build();
    private final BlockingQueue<Integer> calls = new LinkedBlockingQueue<>();
    private final AtomicBoolean works = new AtomicBoolean();

    private void handle(int event) {
        boolean fails = !works.get();
        calls.add(event);
        if (fails) {
            throw new IllegalStateException("expected");
        }
    }

    private int nextCall() throws InterruptedException {
        Integer call = calls.poll(30, TimeUnit.SECONDS);
        assertThat(call).as("the handler is called").isNotNull();
        return call;
    }

    /** Publishes an event after another, each when the one before has failed, until so many have. */
    private void fail(Subscription subscription, int count) throws InterruptedException {
        for (int i = 1; i <= count; i++) {
            bus.publish(i);
            assertThat(nextCall()).isEqualTo(i);
            int failures = i;
            until(() -> subscription.stats().failed() >= failures);
        }
    }

    @Test
    void eventsWaitWhileItIsOpenAndAProbeDecides() throws Exception {
        Subscription subscription = bus.subscription(Integer.class)
                .breaker(BreakerPolicy.openAfterFailures(3).openFor(OPEN).probes(2))
                .handle(this::handle);
        fail(subscription, 3);
        bus.publish(4);
        bus.publish(5);
        bus.publish(6);
        time.awaitTaskIn(OPEN);
        time.advance(OPEN.minusMillis(1));
        assertThat(calls).isEmpty();
        time.advance(Duration.ofMillis(1));
        // The first probe fails, and it opens again.
        assertThat(nextCall()).isEqualTo(4);
        until(() -> subscription.stats().failed() >= 4);
        time.awaitTaskIn(OPEN);
        works.set(true);
        time.advance(OPEN.minusMillis(1));
        assertThat(calls).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(nextCall()).isEqualTo(5);
        assertThat(nextCall()).isEqualTo(6);
        works.set(false);
        // Two probes have closed it: two failures in a row do not open it.
        bus.publish(7);
        bus.publish(8);
        bus.publish(9);
        assertThat(nextCall()).isEqualTo(7);
        assertThat(nextCall()).isEqualTo(8);
        assertThat(nextCall()).isEqualTo(9);
        bus.close();
        assertThat(subscription.stats().delivered()).isEqualTo(2);
        assertThat(subscription.stats().failed()).isEqualTo(7);
        Ledger.assertSum(subscription.stats());
    }

    @Test
    void eventsAreDroppedWhileItIsOpenIfItSaysSo() throws Exception {
        Subscription subscription = bus.subscription(Integer.class)
                .breaker(BreakerPolicy.openAfterFailures(1).openFor(OPEN).whileOpen(Breaker.WhileOpen.DROP))
                .handle(this::handle);
        fail(subscription, 1);
        for (int i = 0; i < 10; i++) {
            assertThat(bus.publish(i).dropped()).isEqualTo(1);
        }
        works.set(true);
        time.advance(OPEN);
        assertThat(bus.publish(99).accepted()).isEqualTo(1);
        assertThat(nextCall()).isEqualTo(99);
        bus.close();
        assertThat(subscription.stats().count(DropReason.BREAKER_OPEN)).isEqualTo(10);
        Ledger.assertSum(subscription.stats());
    }

    @Test
    void eventsBecomeDeadLettersWhileItIsOpenIfItSaysSo() throws Exception {
        Subscription subscription = bus.subscription(Integer.class)
                .breaker(BreakerPolicy.openAfterFailures(1).openFor(OPEN).whileOpen(Breaker.WhileOpen.DEAD_LETTER))
                .handle(this::handle);
        fail(subscription, 1);
        bus.publish(2);
        bus.publish(3);
        assertThat(bus.deadLetters().snapshot())
                .extracting(DeadLetter::event, DeadLetter::reason, DeadLetter::dropReason)
                .containsExactly(
                        tuple(1, DeadLetter.Reason.FAILED, null),
                        tuple(2, DeadLetter.Reason.DROPPED, DropReason.BREAKER_OPEN),
                        tuple(3, DeadLetter.Reason.DROPPED, DropReason.BREAKER_OPEN));
        works.set(true);
        time.advance(OPEN);
        assertThat(bus.deadLetters().redriveAll()).isEqualTo(3);
        assertThat(nextCall()).isEqualTo(1);
        assertThat(nextCall()).isEqualTo(2);
        assertThat(nextCall()).isEqualTo(3);
        bus.close();
        assertThat(subscription.stats().redriven()).isEqualTo(3);
        Ledger.assertSum(subscription.stats());
    }

    @Test
    void aShareOfTheLastDeliveriesOpensItToo() throws Exception {
        Subscription subscription = bus.subscription(Integer.class)
                .breaker(BreakerPolicy.openAtRate(0.5, 4).openFor(OPEN))
                .handle(event -> {
                    calls.add(event);
                    if (event % 2 == 0) {
                        throw new IllegalStateException("expected");
                    }
                });
        for (int i = 1; i <= 4; i++) {
            bus.publish(i);
            assertThat(nextCall()).isEqualTo(i);
        }
        bus.publish(5);
        time.awaitTaskIn(OPEN);
        assertThat(calls).isEmpty();
        time.advance(OPEN);
        assertThat(nextCall()).isEqualTo(5);
        bus.close();
        assertThat(subscription.stats().delivered()).isEqualTo(3);
    }

    @Test
    void closingDiscardsWhatWaitsForABreakerThatIsOpenForLonger() throws Exception {
        Subscription subscription = bus.subscription(Integer.class)
                .breaker(BreakerPolicy.openAfterFailures(1).openFor(OPEN))
                .handle(this::handle);
        fail(subscription, 1);
        bus.publish(2);
        bus.publish(3);
        time.awaitTaskIn(OPEN);
        CloseReport report = bus.close(OPEN);
        assertThat(report.discarded()).isEqualTo(2);
        assertThat(calls).isEmpty();
        Ledger.assertSum(subscription.stats());
    }

    @Test
    void anEventThatIsTriedAgainWaitsForItAndGoesOnInItsPlace() throws Exception {
        Subscription subscription = bus.subscription(Integer.class)
                .breaker(BreakerPolicy.openAfterFailures(2).openFor(OPEN))
                .retry(RetryPolicy.maxAttempts(5).delay(Duration.ofMillis(1)).jitter(0))
                .handle(this::handle);
        bus.publish(1);
        bus.publish(2);
        assertThat(nextCall()).isEqualTo(1);
        time.awaitTaskIn(Duration.ofMillis(1));
        time.advance(Duration.ofMillis(1));
        assertThat(nextCall()).isEqualTo(1);
        time.awaitTaskIn(Duration.ofMillis(2));
        time.advance(Duration.ofMillis(2));
        time.awaitTaskIn(OPEN.minusMillis(2));
        works.set(true);
        assertThat(calls).isEmpty();
        time.advance(OPEN);
        assertThat(nextCall()).isEqualTo(1);
        assertThat(nextCall()).isEqualTo(2);
        bus.close();
        assertThat(subscription.stats().delivered()).isEqualTo(2);
        assertThat(subscription.stats().retried()).isEqualTo(2);
    }
}

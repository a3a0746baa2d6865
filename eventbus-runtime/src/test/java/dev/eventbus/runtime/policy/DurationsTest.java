package dev.eventbus.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.eventbus.BreakerPolicy;
import dev.eventbus.Channel;
import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every method that takes a duration makes of those that make no sense, and of those that no {@code long} can
 * hold.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DurationsTest {

    private static final Duration NEGATIVE = Duration.ofNanos(-1);
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    private final EventBus bus = EventBus.builder().build();

    @AfterEach
    void close() {
        bus.close(Duration.ZERO);
    }

    private SubscriptionBuilder<Integer> builder() {
        return bus.subscription(Integer.class);
    }

    /** By the name that a message has for what was set. */
    private Map<String, Consumer<Duration>> setters() {
        return Map.of(
                "blockFor", longest -> builder().blockFor(longest),
                "timeout", longest -> builder().timeout(longest),
                "delay", wait -> RetryPolicy.maxAttempts(2).delay(wait),
                "maxDelay", wait -> RetryPolicy.maxAttempts(2).maxDelay(wait),
                "openFor", time -> BreakerPolicy.openAfterFailures(2).openFor(time));
    }

    private List<Consumer<Duration>> waits() {
        Channel<Integer> channel = builder().channel();
        return List.of(
                timeout -> uninterrupted(() -> channel.receive(timeout)),
                timeout -> uninterrupted(() -> bus.awaitIdle(timeout)),
                bus::close);
    }

    private interface Wait {
        void run() throws InterruptedException;
    }

    private static void uninterrupted(Wait wait) {
        try {
            wait.run();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void nullIsRefusedByName() {
        setters()
                .forEach((name, setter) -> assertThatNullPointerException()
                        .isThrownBy(() -> setter.accept(null))
                        .withMessage(name));
        waits().forEach(wait -> assertThatNullPointerException()
                .isThrownBy(() -> wait.accept(null))
                .withMessage("timeout"));
    }

    @Test
    void aNegativeOneIsRefused() {
        setters()
                .forEach((name, setter) -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> setter.accept(NEGATIVE))
                        .withMessageContainingAll(name, "PT-0.000000001S"));
        waits().forEach(wait -> assertThatIllegalArgumentException()
                .isThrownBy(() -> wait.accept(NEGATIVE))
                .withMessageContainingAll("must not be negative", "PT-0.000000001S"));
        assertThat(bus.isClosed()).isFalse();
    }

    @Test
    void zeroIsRefusedWhereItWouldMeanNothingWithTheCure() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().blockFor(Duration.ZERO))
                .withMessage("With blockFor = 0 a publisher never waits for room. To fix it, set it above 0, or"
                        + " remove it and use overflow(DROP_NEWEST), which never waits.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().timeout(Duration.ZERO))
                .withMessage("Invalid timeout PT0S. To fix it, choose more than 0, or remove it for no timeout.");
    }

    @Test
    void moreThanNanosecondsCanSayIsNoLimit() throws Exception {
        setters().values().forEach(setter -> setter.accept(FOREVER));
        Channel<Integer> channel = builder().channel();
        Subscription handled = builder()
                .overflow(Overflow.BLOCK)
                .blockFor(FOREVER)
                .capacity(1)
                .timeout(FOREVER)
                .handle(event -> {});
        CompletableFuture<Integer> received = new CompletableFuture<>();
        Thread reader = new Thread(() -> uninterrupted(() -> received.complete(channel.receive(FOREVER))));
        reader.start();
        for (int event = 1; event <= 100; event++) {
            assertThat(bus.publish(event).dropped()).isZero();
        }
        assertThat(bus.awaitIdle(FOREVER)).isTrue();
        reader.join();
        assertThat(received.join()).isEqualTo(1);
        assertThat(handled.stats().delivered()).isEqualTo(100);
        assertThat(bus.close(FOREVER).isComplete()).isTrue();
    }

    @Test
    void partsOfAMillisecondCount() {
        Subscription handled = builder()
                .overflow(Overflow.BLOCK)
                .blockFor(Duration.ofNanos(1))
                .timeout(Duration.ofNanos(1))
                .handle(event -> {});
        assertThat(handled.isActive()).isTrue();
    }

    @Test
    void theLastOfBlockForAndBlockWithoutLimitHolds() {
        Subscription limited = builder()
                .overflow(Overflow.BLOCK)
                .blockWithoutLimit()
                .blockFor(Duration.ofMillis(1))
                .capacity(1)
                .handle(event -> {});
        limited.pause();
        bus.publish(1);
        assertThat(bus.publish(2).dropped()).isEqualTo(1);
    }
}

package dev.eventbus.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.eventbus.AsyncHandler;
import dev.eventbus.BatchHandler;
import dev.eventbus.BreakerPolicy;
import dev.eventbus.ContextHandler;
import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.Handler;
import dev.eventbus.Overflow;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What builders are given: null and blank are refused at once, by the name of what was to be set. */
class BuilderArgumentsTest {

    private final EventBus bus = EventBus.builder().build();

    @AfterEach
    void close() {
        bus.close();
    }

    private static void assertNullIsRefused(String name, Runnable setter) {
        assertThatNullPointerException().as(name).isThrownBy(setter::run).withMessage(name);
    }

    @Test
    void nullForASubscriptionIsRefusedByName() {
        Map<String, Consumer<SubscriptionBuilder<String>>> setters = Map.of(
                "topic", builder -> builder.topic(null),
                "name", builder -> builder.name(null),
                "overflow", builder -> builder.overflow(null),
                "blockFor", builder -> builder.blockFor(null),
                "mode", builder -> builder.mode(null),
                "filter", builder -> builder.filter(null),
                "key", builder -> builder.key(null),
                "timeout", builder -> builder.timeout(null),
                "retry", builder -> builder.retry(null),
                "breaker", builder -> builder.breaker(null));
        setters.forEach(
                (name, setter) -> assertNullIsRefused(name, () -> setter.accept(bus.subscription(String.class))));
        List<Consumer<SubscriptionBuilder<String>>> ends = List.of(
                builder -> builder.handle((Handler<String>) null),
                builder -> builder.handle((ContextHandler<String>) null),
                builder -> builder.handleAsync((AsyncHandler<String>) null),
                builder -> builder.handleBatch(2, (BatchHandler<String>) null));
        ends.forEach(end -> assertNullIsRefused("handler", () -> end.accept(bus.subscription(String.class))));
        assertNullIsRefused("eventType", () -> bus.subscription(null));
        assertThat(bus.subscriptions()).isEmpty();
    }

    @Test
    void nullForABusIsRefusedByName() {
        EventBus.Builder builder = EventBus.builder();
        assertNullIsRefused("indexes", () -> builder.index((SubscriberIndex[]) null));
        assertNullIsRefused("index", () -> builder.index((SubscriberIndex) null));
        assertNullIsRefused("loader", () -> builder.discoverIndexes(null));
        assertNullIsRefused("name", () -> builder.name(null));
        assertNullIsRefused("executor", () -> builder.executor(null));
        assertNullIsRefused("threadFactory", () -> builder.threadFactory(null));
        assertNullIsRefused("clock", () -> builder.clock(null));
        assertNullIsRefused("scheduler", () -> builder.scheduler(null));
        assertNullIsRefused("closeTimeout", () -> builder.closeTimeout(null));
        assertNullIsRefused("end", () -> builder.closeWhen(null));
        assertNullIsRefused("listener", () -> builder.listener(null));
        assertNullIsRefused("eventType", () -> builder.retain((Class<?>) null, 1));
        assertNullIsRefused("topic", () -> builder.retain((String) null, 1));
        assertNullIsRefused("carrier", () -> builder.carry(null));
    }

    @Test
    void nullForAPolicyIsRefusedByName() {
        RetryPolicy retry = RetryPolicy.maxAttempts(2);
        assertNullIsRefused("delay", () -> retry.delay(null));
        assertNullIsRefused("maxDelay", () -> retry.maxDelay(null));
        assertNullIsRefused("retryOn", () -> retry.retryOn((Class<? extends Throwable>[]) null));
        assertNullIsRefused("retryOn", () -> retry.retryOn(Exception.class, null));
        assertNullIsRefused("abortOn", () -> retry.abortOn((Class<? extends Throwable>[]) null));
        BreakerPolicy breaker = BreakerPolicy.openAfterFailures(1);
        assertNullIsRefused("openFor", () -> breaker.openFor(null));
        assertNullIsRefused("whileOpen", () -> breaker.whileOpen(null));
    }

    @Test
    void whatIsBlankIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventBus.builder().name(" "))
                .withMessageContaining("blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.subscription(String.class).name(""))
                .withMessageContaining("blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.subscription(String.class).topic(" "))
                .withMessageContaining("white space");
    }

    /** Else it would change a subscription that is at work. */
    @Test
    void nothingCanBeSetAfterTheEnd() {
        SubscriptionBuilder<String> builder = bus.subscription(String.class);
        builder.handle(event -> {});
        List<Runnable> setters = List.of(
                () -> builder.topic("a"),
                () -> builder.name("a"),
                () -> builder.capacity(1),
                () -> builder.overflow(Overflow.BLOCK),
                () -> builder.blockFor(Duration.ofMillis(1)),
                () -> builder.filter(event -> true),
                () -> builder.retry(RetryPolicy.maxAttempts(2)),
                builder::once);
        setters.forEach(setter ->
                assertThatIllegalStateException().isThrownBy(setter::run).withMessageContaining("has been used"));
    }

    /** What could be retained is not known of a type that others can extend. */
    @Test
    void aReplayWhereNothingIsRetainedIsRefused() {
        try (EventBus retaining =
                EventBus.builder().retain(Number.class, 5).retain("texts", 5).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bus.subscription(Integer.class)
                            .name("late")
                            .replay(3)
                            .channel())
                    .withMessage(
                            "The attribute replay of handler late has no effect: this bus retains no events of the type"
                                    + " java.lang.Integer. To fix it, remove it, or set retain in the @Event of"
                                    + " java.lang.Integer, or use retain(Integer.class, 3) on the builder of the bus.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> retaining
                            .subscription(String.class)
                            .topic("other")
                            .replay(3)
                            .flowPublisher())
                    .withMessageContaining("on a topic that \"other\" matches");
            retaining.subscription(Integer.class).replay(3).handle(event -> {});
            retaining.subscription(String.class).replay(3).topic("text*").channel();
        }
    }

    @Test
    void aRefusedAttemptLeavesNothingBehind() throws Exception {
        Subscription other = bus.subscription(String.class).name("taken").handle(event -> {});
        SubscriptionBuilder<String> builder =
                bus.subscription(String.class).name("taken").mode(DeliveryMode.DIRECT);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.handle(event -> {}));
        other.cancel();
        CompletableFuture<Thread> handledBy = new CompletableFuture<>();
        builder.mode(DeliveryMode.CHANNEL).handle(event -> {
            handledBy.complete(Thread.currentThread());
        });
        bus.publish("event");
        assertThat(handledBy.get(30, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
    }
}

package dev.eventbus.runtime.policy;

import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.ContextCarrier;
import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.RetryPolicy;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.runtime.LogLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

/** What belongs to the publisher's thread is there for the handler, and gone for the next one. */
class CarriedContextTest {

    private static final ThreadLocal<@Nullable String> TENANT = new ThreadLocal<>();

    private static final class TenantCarrier implements ContextCarrier {
        @Override
        public @Nullable Object capture() {
            return TENANT.get();
        }

        @Override
        public Runnable restore(Object captured) {
            String before = TENANT.get();
            TENANT.set((String) captured);
            return () -> TENANT.set(before);
        }
    }

    @AfterEach
    void forget() {
        TENANT.remove();
        MDC.clear();
    }

    @Test
    void everyEventHasTheContextOfItsPublisher() throws Exception {
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        try (EventBus bus =
                EventBus.builder().carry(new TenantCarrier()).carryMdc().build()) {
            bus.subscribe(Integer.class, event -> {
                seen.add(event + " " + TENANT.get() + " " + MDC.get("request"));
                if (TENANT.get() != null) {
                    // What a handler changes in the context that it was given is not the next one's.
                    TENANT.set("left behind");
                }
            });
            bus.publish(1);
            TENANT.set("acme");
            bus.publish(2);
            MDC.put("request", "r7");
            bus.publisher(Integer.class).publishAll(List.of(3, 4));
            TENANT.remove();
            bus.publishTo("topic", 5);
            MDC.clear();
            bus.publishAndTrack(6).toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
        assertThat(seen)
                .containsExactly("1 null null", "2 acme null", "3 acme r7", "4 acme r7", "5 null r7", "6 null null");
    }

    @Test
    void aContextWithNothingToCarryIsNotPutInPlace() {
        List<String> seen = new ArrayList<>();
        try (EventBus bus = EventBus.builder().carry(new TenantCarrier()).build()) {
            bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle(event -> seen.add(TENANT.get()));
            TENANT.set("acme");
            bus.publish(1);
        }
        assertThat(seen).containsExactly("acme");
    }

    @ParameterizedTest
    @EnumSource(Failing.class)
    void theLineAboutAFailureHasTheContextOfThePublisher(Failing failing) {
        try (LogLines lines = new LogLines()) {
            try (EventBus bus = EventBus.builder().carryMdc().build()) {
                failing.subscribe(bus);
                MDC.put("request", "r7");
                bus.publish(1);
                MDC.put("request", "r8");
                until(() -> !lines.events().isEmpty());
            }
            assertThat(lines.events())
                    .singleElement()
                    .satisfies(line -> assertThat(line.getMDCPropertyMap()).isEqualTo(Map.of("request", "r7")));
        }
    }

    private enum Failing {
        HANDLER,
        STAGE,
        STAGE_LATER,
        DIRECT,
        RETRIED,
        KEYED,
        STREAM,
        FILTER,
        KEY;

        void subscribe(EventBus bus) {
            SubscriptionBuilder<Integer> builder = bus.subscription(Integer.class);
            switch (this) {
                case HANDLER -> builder.handle(Failing::fail);
                case STAGE -> builder.handleAsync(event -> CompletableFuture.failedFuture(new IllegalStateException()));
                case STAGE_LATER -> builder.handleAsync(event -> CompletableFuture.runAsync(() -> fail(event)));
                case DIRECT -> builder.mode(DeliveryMode.DIRECT).handle(Failing::fail);
                case RETRIED ->
                    builder.retry(RetryPolicy.maxAttempts(2).delay(Duration.ofMillis(1)))
                            .handle(Failing::fail);
                case KEYED -> builder.concurrency(2).key(event -> event).handle(Failing::fail);
                case STREAM -> builder.flowPublisher().subscribe(new FailingSubscriber());
                case FILTER ->
                    builder.filter(event -> {
                                throw new IllegalStateException("expected");
                            })
                            .handle(event -> {});
                case KEY ->
                    builder.concurrency(2)
                            .key(event -> {
                                throw new IllegalStateException("expected");
                            })
                            .handle(event -> {});
            }
        }

        private static void fail(Integer event) {
            throw new IllegalStateException("expected");
        }
    }

    private static final class FailingSubscriber implements Flow.Subscriber<Integer> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(Integer event) {
            throw new IllegalStateException("expected");
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    /** The events of a batch come from several publishers, so that none of their contexts is right. */
    @Test
    void theLineAboutABatchHasNone() {
        try (LogLines lines = new LogLines()) {
            try (EventBus bus = EventBus.builder().carryMdc().build()) {
                bus.subscription(Integer.class).handleBatch(2, events -> {
                    throw new IllegalStateException("expected");
                });
                MDC.put("request", "r7");
                bus.publish(1);
            }
            assertThat(lines.events())
                    .singleElement()
                    .satisfies(line -> assertThat(line.getMDCPropertyMap()).isEmpty());
        }
    }

    @Test
    void aStageHasTheContextOfTheCallThatMadeIt() throws Exception {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        CompletableFuture<String> atCall = new CompletableFuture<>();
        CompletableFuture<String> elsewhere = new CompletableFuture<>();
        try (EventBus bus =
                EventBus.builder().carry(new TenantCarrier()).maxThreads(1).build()) {
            TENANT.set("acme");
            bus.subscription(Integer.class).handleAsync(event -> {
                atCall.complete(TENANT.get());
                return stage;
            });
            bus.publish(1);
            assertThat(atCall.get(30, TimeUnit.SECONDS)).isEqualTo("acme");
            TENANT.remove();
            bus.subscribe(String.class, event -> elsewhere.complete(String.valueOf(TENANT.get())));
            bus.publish("on the same thread");
            assertThat(elsewhere.get(30, TimeUnit.SECONDS)).isEqualTo("null");
            stage.complete(null);
        }
    }
}

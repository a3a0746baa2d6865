package dev.eventbus.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.spi.ContextCarrier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** What belongs to the publisher's thread is there for the handler, and gone for the next one. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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

package dev.eventbus.runtime.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.Subscription;
import dev.eventbus.UnhandledEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Promise 10: system events reach subscriptions of exactly their type, and are never unhandled themselves. */
class SystemEventsTest {

    private final EventBus bus = EventBus.builder().build();

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void anUnhandledEventIsToldWithItsTopic() {
        List<UnhandledEvent> told = new ArrayList<>();
        bus.subscription(UnhandledEvent.class).mode(DeliveryMode.DIRECT).handle(event -> told.add(event));
        bus.publish("nobody");
        bus.publishTo("some.topic", 42);
        assertThat(told).extracting(UnhandledEvent::event).containsExactly("nobody", 42);
        assertThat(told).extracting(UnhandledEvent::topic).containsExactly("java.lang.String", "some.topic");
        assertThat(bus.stats().unhandled()).isEqualTo(2);
    }

    @Test
    void itReachesNoSupertypeAndNoPattern() {
        List<Object> seen = new ArrayList<>();
        Subscription filtered = bus.subscription(Object.class)
                .topic("**")
                .mode(DeliveryMode.DIRECT)
                .filter(event -> !(event instanceof String))
                .handle(event -> seen.add(event));
        bus.subscription(UnhandledEvent.class).mode(DeliveryMode.DIRECT).handle(event -> {});
        bus.publish("nobody");
        assertThat(seen).isEmpty();
        assertThat(filtered.stats().matched()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> bus.subscription(UnhandledEvent.class).topic("*").handle(event -> {}));
    }

    @Test
    void itIsNeverUnhandledItself() {
        List<UnhandledEvent> told = new ArrayList<>();
        bus.subscription(UnhandledEvent.class)
                .mode(DeliveryMode.DIRECT)
                .filter(event -> false)
                .handle(event -> told.add(event));
        bus.publish("nobody");
        assertThat(told).isEmpty();
        assertThat(bus.stats().unhandled()).isEqualTo(1);
    }

    @Test
    void anEventThatSomeoneDroppedIsNotUnhandled() {
        bus.subscription(String.class)
                .filter(event -> {
                    throw new IllegalStateException("expected");
                })
                .handle(event -> {});
        bus.publish("dropped");
        assertThat(bus.stats().unhandled()).isZero();
    }
}

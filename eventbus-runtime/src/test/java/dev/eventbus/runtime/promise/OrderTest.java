package dev.eventbus.runtime.promise;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.Headers;
import dev.eventbus.Overflow;
import dev.eventbus.SubscriptionBuilder;
import dev.eventbus.testing.Publishers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise 3: with concurrency 1, first in, first out for each publishing thread; direct handlers depth first. */
class OrderTest {

    private record Numbered(int publisher, int number) {}

    @ParameterizedTest
    @EnumSource(names = {"DROP_NEWEST", "DROP_OLDEST"})
    void eventsOfOneThreadArriveInItsOrder(Overflow overflow) throws Exception {
        int publishers = 3;
        int events = 20_000;
        int[] last = new int[publishers];
        List<String> disorder = new ArrayList<>();
        try (EventBus bus = EventBus.builder().build()) {
            bus.subscription(Numbered.class).capacity(64).overflow(overflow).handle(event -> {
                if (event.number() <= last[event.publisher()]) {
                    disorder.add(event + " after " + last[event.publisher()]);
                }
                last[event.publisher()] = event.number();
            });
            Publishers.run(publishers, publisher -> {
                for (int n = 1; n <= events; n++) {
                    bus.publish(new Numbered(publisher, n));
                }
            });
            awaitIdle(bus);
        }
        assertThat(disorder).isEmpty();
        if (overflow == Overflow.DROP_OLDEST) {
            // The newest of all is never displaced, so the last event of the last publisher to finish has arrived.
            assertThat(last).contains(events);
        }
    }

    private record First() {}

    private record Second() {}

    private record Third() {}

    private static Stream<Arguments> waysToPublish() {
        return Stream.of(
                way("publish", (bus, event) -> bus.publish(event)),
                way("publish with headers", (bus, event) -> bus.publish(event, Headers.of("k", "v"))),
                way("publishTo", (bus, event) -> bus.publishTo("a.topic", event)),
                way("publishAndTrack", (bus, event) -> bus.publishAndTrack(event)),
                way("publisher", (bus, event) -> bus.publisher(Object.class).publish(event)),
                way("publishAll", (bus, event) -> bus.publisher(Object.class).publishAll(List.of(event))));
    }

    private static Arguments way(String name, BiConsumer<EventBus, Object> publish) {
        return Arguments.of(name, publish);
    }

    /** Depth first: a nested publish has run all its direct handlers when it returns, before the outer one goes on. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToPublish")
    void nestedDirectPublishesRunInsideTheOuterOne(String name, BiConsumer<EventBus, Object> publish) {
        for (boolean alone : new boolean[] {false, true}) {
            List<String> seen = new ArrayList<>();
            try (EventBus bus = EventBus.builder().build()) {
                direct(bus, First.class, 2, alone).handle(event -> {
                    seen.add("first begins");
                    publish.accept(bus, new Second());
                    seen.add("first ends");
                });
                direct(bus, Second.class, 2, alone).handle(event -> {
                    seen.add("second begins");
                    publish.accept(bus, new Third());
                    seen.add("second ends");
                });
                direct(bus, Object.class, 1, alone).handle(event -> seen.add(event.toString()));
                publish.accept(bus, new First());
                assertThat(seen)
                        .containsExactly(
                                "first begins",
                                "second begins",
                                "Third[]",
                                "second ends",
                                "Second[]",
                                "first ends",
                                "First[]");
            }
        }
    }

    /** With a filter a handler is called by itself, without one together with its neighbours. */
    private static <E> SubscriptionBuilder<E> direct(EventBus bus, Class<E> type, int priority, boolean alone) {
        SubscriptionBuilder<E> builder =
                bus.subscription(type).mode(DeliveryMode.DIRECT).priority(priority);
        return alone ? builder.filter(event -> true) : builder;
    }

    /**
     * A direct handler's publish is offered to channels before the outer one's handlers behind it, and after its
     * offers.
     */
    @Test
    void channelsGetTheOuterEventFirst() throws Exception {
        List<Object> handled = new ArrayList<>();
        try (EventBus bus = EventBus.builder().build()) {
            bus.subscription(Object.class).handle(event -> handled.add(event));
            bus.subscription(First.class).mode(DeliveryMode.DIRECT).handle(event -> bus.publish(new Second()));
            bus.publish(new First());
            awaitIdle(bus);
        }
        assertThat(handled).containsExactly(new First(), new Second());
    }
}

package dev.eventbus.runtime.promise;

import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.EventContext;
import dev.eventbus.Headers;
import dev.eventbus.Overflow;
import dev.eventbus.runtime.Gate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What travels with an event: its topic, headers, id and time. */
class ContextTest {

    private static final Instant TIME = Instant.parse("2026-11-21T10:00:00Z");

    private final EventBus bus = EventBus.builder().clock(() -> TIME).build();

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void allHandlersSeeOnePublicationWithOneId() throws Exception {
        List<EventContext> contexts = Collections.synchronizedList(new ArrayList<>());
        bus.subscribe(String.class, (event, context) -> contexts.add(context));
        bus.subscribe(Object.class, (event, context) -> contexts.add(context));
        bus.subscription(CharSequence.class)
                .mode(DeliveryMode.DIRECT)
                .handle((event, context) -> contexts.add(context));
        bus.publish("a", Headers.of("tenant", "blue"));
        awaitIdle(bus);
        assertThat(contexts).hasSize(3).allSatisfy(context -> {
            assertThat(context.topic()).isEqualTo("java.lang.String");
            assertThat(context.publishedAt()).isEqualTo(TIME);
            assertThat(context.headers().get("tenant")).isEqualTo("blue");
            assertThat(context.attempt()).isEqualTo(1);
            assertThat(context.missed()).isZero();
            assertThat(context.toString()).doesNotContain("blue");
        });
        assertThat(contexts)
                .extracting(EventContext::id)
                .containsOnly(contexts.get(0).id());
        String firstId = contexts.get(0).id();
        contexts.clear();
        bus.publish("a");
        awaitIdle(bus);
        assertThat(contexts).extracting(EventContext::id).doesNotContain(firstId);
        assertThat(contexts).extracting(EventContext::headers).containsOnly(Headers.empty());
    }

    @Test
    void anExplicitTopicIsTheContextsTopic() {
        List<String> topics = new ArrayList<>();
        bus.subscription(Integer.class)
                .mode(DeliveryMode.DIRECT)
                .handle((event, context) -> topics.add(context.topic()));
        bus.publishTo("numbers.small", 1);
        bus.publishTo("numbers.large", 1_000_000);
        assertThat(topics).containsExactly("numbers.small", "numbers.large");
    }

    @Test
    void missedCountsWhatWasRefusedBeforeAnEvent() throws Exception {
        assertThat(missedWith(Overflow.DROP_NEWEST)).containsExactly("0:0", "1:0", "2:0", "8:5");
    }

    @Test
    void missedCountsWhatWasDisplacedBeforeAnEvent() throws Exception {
        assertThat(missedWith(Overflow.DROP_OLDEST)).containsExactly("0:0", "6:5", "7:0", "8:0");
    }

    /** Capacity 2: 0 is in progress, 1 to 7 are published into the full channel, then 8 when there is room. */
    private List<String> missedWith(Overflow overflow) throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Gate gate = new Gate();
        bus.subscription(Integer.class).capacity(2).overflow(overflow).handle((event, context) -> {
            gate.pass();
            seen.add(event + ":" + context.missed());
        });
        bus.publish(0);
        gate.awaitArrival();
        for (int i = 1; i <= 7; i++) {
            bus.publish(i);
        }
        gate.open();
        awaitIdle(bus);
        bus.publish(8);
        awaitIdle(bus);
        return seen;
    }

    @Test
    void headersAreSmallAndImmutable() {
        Headers headers = Headers.of(Map.of("a", "1")).with("b", "2").with("a", "3");
        assertThat(headers.asMap()).containsExactly(Map.entry("a", "3"), Map.entry("b", "2"));
        assertThat(headers).isEqualTo(Headers.of("a", "3").with("b", "2")).hasToString("Headers[a, b]");
        assertThatIllegalArgumentException().isThrownBy(() -> Headers.of("", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Headers.of("x", "y".repeat(Headers.MAX_CHARS)));
        Headers full = Headers.empty();
        for (int i = 0; i < Headers.MAX_COUNT; i++) {
            full = full.with("h" + i, "v");
        }
        Headers most = full;
        assertThatIllegalArgumentException().isThrownBy(() -> most.with("one more", "v"));
    }
}

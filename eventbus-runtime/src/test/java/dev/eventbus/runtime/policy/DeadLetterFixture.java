package dev.eventbus.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.DeadLetter;
import dev.eventbus.DeadLetter.Reason;
import dev.eventbus.DeadLetters;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** A bus, a handler that fails until it is told not to, and looks at what was lost. */
abstract class DeadLetterFixture {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration PATIENCE = Duration.ofSeconds(30);

    EventBus bus = EventBus.builder().build();
    final List<Object> handled = Collections.synchronizedList(new ArrayList<>());
    final AtomicBoolean failing = new AtomicBoolean(true);
    final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        bus.close();
    }

    void open(UnaryOperator<EventBus.Builder> settings) {
        bus.close();
        bus = settings.apply(EventBus.builder()).build();
    }

    DeadLetters letters() {
        return bus.deadLetters();
    }

    List<Object> lost() {
        return letters().snapshot().stream().map(DeadLetter::event).toList();
    }

    void idle() throws InterruptedException {
        assertThat(bus.awaitIdle(PATIENCE)).isTrue();
    }

    void handle(Object event) {
        if (failing.get()) {
            throw new IllegalStateException("expected");
        }
        handled.add(event);
    }

    Subscription subscribe() {
        return bus.subscription(Integer.class).handle(this::handle);
    }

    void publish(int from, int to) {
        IntStream.range(from, to).forEach(bus::publish);
    }

    void assertDropped(DropReason... reasons) {
        assertThat(letters().snapshot()).allMatch(letter -> letter.reason() == Reason.DROPPED);
        assertThat(letters().snapshot()).extracting(DeadLetter::dropReason).containsExactly(reasons);
    }
}

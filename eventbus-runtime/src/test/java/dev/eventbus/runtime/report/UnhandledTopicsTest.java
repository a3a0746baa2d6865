package dev.eventbus.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.eventbus.EventBus;
import dev.eventbus.UnhandledEvent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** That nobody listens is logged: once for each topic, and for so many of them. */
class UnhandledTopicsTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.eventbus");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    private List<String> lines(String bus) {
        return lines.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains(bus) && line.contains("nobody listens"))
                .toList();
    }

    @Test
    void oncePerTopic() {
        try (EventBus bus = EventBus.builder().name("lonely").build()) {
            for (int i = 0; i < 10; i++) {
                bus.publish("text");
                bus.publishTo("some.topic", i);
            }
        }
        assertThat(lines("lonely")).hasSize(2);
        assertThat(lines("lonely").get(0)).contains("java.lang.String", "UnhandledEvent");
        assertThat(lines("lonely").get(1)).contains("java.lang.Integer on topic some.topic");
    }

    @Test
    void notWhereSomebodyIsToldOfEach() {
        try (EventBus bus = EventBus.builder().name("heard").build()) {
            bus.subscribe(UnhandledEvent.class, event -> {});
            bus.publish("text");
        }
        assertThat(lines("heard")).isEmpty();
    }

    @Test
    void aStreamOfEverNewTopicsIsToldOfToALimit() {
        try (EventBus bus = EventBus.builder().name("flooded").build()) {
            for (int i = 0; i < 5_000; i++) {
                bus.publishTo("t." + i, "text");
            }
            assertThat(bus.stats().unhandled()).isEqualTo(5_000);
        }
        assertThat(lines("flooded")).hasSize(100);
        assertThat(lines("flooded").get(99)).endsWith("No further topics are told.");
    }
}

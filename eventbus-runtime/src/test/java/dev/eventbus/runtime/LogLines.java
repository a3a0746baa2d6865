package dev.eventbus.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the runtime logs, by any thread, from when this is made until it is closed. */
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.eventbus");
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    /** Begins to listen. */
    public LogLines() {
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        start();
        logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        // Kept by the event from now on: the context of the thread that logs.
        event.getMDCPropertyMap();
        events.add(event);
    }

    /** The lines, with what failures tell. */
    public List<ILoggingEvent> events() {
        return events;
    }

    /** The lines. */
    public List<String> messages() {
        return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(null);
        logger.setAdditive(true);
    }
}

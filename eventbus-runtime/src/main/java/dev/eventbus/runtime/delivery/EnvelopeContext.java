package dev.eventbus.runtime.delivery;

import dev.eventbus.EventContext;
import dev.eventbus.Headers;
import java.time.Instant;

/** The context of one delivery: an envelope, and what is this delivery's own. */
public record EnvelopeContext(Envelope envelope, int attempt, long missed) implements EventContext {

    @Override
    public String topic() {
        return envelope.topic();
    }

    @Override
    public String id() {
        return envelope.id();
    }

    @Override
    public Instant publishedAt() {
        return envelope.publishedAt();
    }

    @Override
    public Headers headers() {
        return envelope.headers();
    }

    @Override
    public boolean isRedrive() {
        return envelope.redrives() > 0;
    }

    /** Without the event: payloads stay out of logs. */
    @Override
    public String toString() {
        return "EventContext[topic=" + topic() + ", attempt=" + attempt + ", missed=" + missed + ", headers="
                + headers() + "]";
    }
}

package dev.eventbus.runtime.delivery;

import dev.eventbus.Headers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What travels with an event when something more than the event must: made once per publish, shared by all channels.
 */
public final class Envelope {

    private static final VarHandle ID;

    static {
        try {
            ID = MethodHandles.lookup().findVarHandle(Envelope.class, "id", String.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Object event;
    private final String topic;
    private final Headers headers;
    private final Instant publishedAt;
    private final @Nullable EventTracker tracker;
    private volatile @Nullable String id;

    /**
     * An envelope for one publication of an event.
     *
     * @param tracker wants to know what becomes of it; or null
     */
    public Envelope(Object event, String topic, Headers headers, Instant publishedAt, @Nullable EventTracker tracker) {
        this.event = event;
        this.topic = topic;
        this.headers = headers;
        this.publishedAt = publishedAt;
        this.tracker = tracker;
    }

    /** The event. */
    public Object event() {
        return event;
    }

    /** Who wants to know what becomes of the event; or null. */
    public @Nullable EventTracker tracker() {
        return tracker;
    }

    String topic() {
        return topic;
    }

    Headers headers() {
        return headers;
    }

    Instant publishedAt() {
        return publishedAt;
    }

    /** The identity of this publication, made by the first who asks; a race is won by one and seen by all. */
    String id() {
        String known = id;
        if (known != null) {
            return known;
        }
        String made = UUID.randomUUID().toString();
        String other = (String) ID.compareAndExchange(this, null, made);
        return other != null ? other : made;
    }
}

package dev.eventbus.runtime.delivery;

import dev.eventbus.Headers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.Objects;
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
    private final @Nullable Instant publishedAt;
    private final @Nullable EventTracker tracker;
    private final @Nullable CarriedContext carried;
    // How often it was redriven, and what it was then an envelope of first; 0 and null for a publication.
    private final int redrives;
    private final @Nullable Envelope first;
    private volatile @Nullable String id;
    // Set before it is offered, if it is retained.
    private long number;

    /**
     * An envelope for one publication of an event.
     *
     * @param publishedAt the time; null if nobody can ask for it
     * @param tracker wants to know what becomes of it; or null
     * @param carried what belonged to the publisher's thread; or null
     */
    public Envelope(
            Object event,
            String topic,
            Headers headers,
            @Nullable Instant publishedAt,
            @Nullable EventTracker tracker,
            @Nullable CarriedContext carried) {
        this(event, topic, headers, publishedAt, tracker, carried, 0, null);
    }

    private Envelope(
            Object event,
            String topic,
            Headers headers,
            @Nullable Instant publishedAt,
            @Nullable EventTracker tracker,
            @Nullable CarriedContext carried,
            int redrives,
            @Nullable Envelope first) {
        this.event = event;
        this.topic = topic;
        this.headers = headers;
        this.publishedAt = publishedAt;
        this.tracker = tracker;
        this.carried = carried;
        this.redrives = redrives;
        this.first = first;
    }

    /** An envelope for an event that was published, and lost, without one. */
    public static Envelope ofBare(Object event, String topic) {
        return new Envelope(event, topic, Headers.empty(), null, null, null);
    }

    /** The envelope in an entry of a queue, if its event is tracked; otherwise null. */
    public static @Nullable Envelope trackedIn(Object item) {
        Object inside = item instanceof EventWithMissed counted ? counted.envelope() : item;
        return inside instanceof Envelope envelope && envelope.tracker() != null ? envelope : null;
    }

    /** The event. */
    public Object event() {
        return event;
    }

    /** Who wants to know what becomes of the event; or null. */
    public @Nullable EventTracker tracker() {
        return tracker;
    }

    /** What belonged to the publisher's thread, for the handler's; null if there is nothing. */
    public @Nullable CarriedContext carried() {
        return carried;
    }

    /** The topic that it was published on. */
    public String topic() {
        return topic;
    }

    /** Its place among the events of the bus that are retained, from 1; 0 if it is not. */
    public long number() {
        return number;
    }

    /** Sets its place, before it is offered to anybody. */
    public void numbered(long place) {
        number = place;
    }

    /** The same publication for who subscribed later: nobody follows what becomes of it there. */
    public Envelope replayed() {
        if (tracker == null) {
            return this;
        }
        Envelope replayed = new Envelope(event, topic, headers, publishedAt, null, carried);
        replayed.id = id();
        replayed.number = number;
        return replayed;
    }

    /** The same publication for one more try where it was lost: nobody follows that. */
    public Envelope redriven() {
        Envelope publication = first != null ? first : this;
        return new Envelope(event, topic, headers, publishedAt, null, carried, redrives + 1, publication);
    }

    /** How often it has been redriven. */
    public int redrives() {
        return redrives;
    }

    /** What it was published with. */
    public Headers headers() {
        return headers;
    }

    /** When it was published; null if nobody can ask for it. */
    public @Nullable Instant knownPublishedAt() {
        return publishedAt;
    }

    Instant publishedAt() {
        return Objects.requireNonNull(publishedAt);
    }

    /** The identity of this publication, made by the first who asks; a race is won by one and seen by all. */
    public String id() {
        if (first != null) {
            return first.id();
        }
        String known = id;
        if (known != null) {
            return known;
        }
        String made = UUID.randomUUID().toString();
        String other = (String) ID.compareAndExchange(this, null, made);
        return other != null ? other : made;
    }
}

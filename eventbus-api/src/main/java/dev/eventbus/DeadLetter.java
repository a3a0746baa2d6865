package dev.eventbus;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event that a subscription lost: its handler failed for good, or the event was dropped or discarded. The bus keeps
 * it in {@link EventBus#deadLetters()}, from where it can be {@linkplain DeadLetters#redrive(DeadLetter) redriven}.
 *
 * <p>A dead letter is also a system event: a subscription to exactly this type receives each one on a thread of the
 * bus. Two kinds are stored but not delivered as system events: dead letters that such a subscription itself loses, and
 * events that the bus discards at the end of {@link EventBus#close(java.time.Duration) close}.
 *
 * <p>Immutable, except for the event, which is the published object itself.
 */
public final class DeadLetter {

    /** How an event was lost. Constants may be added. */
    public enum Reason {

        /** The handler threw or timed out, or its stage failed, and no retry followed. */
        FAILED,

        /**
         * The event was dropped on its way into the channel, or displaced in it; {@link DeadLetter#dropReason()} says
         * why. Such events are kept only with {@link EventBus.Builder#deadLetterDrops}, or where an open breaker has
         * {@link Breaker.WhileOpen#DEAD_LETTER}.
         */
        DROPPED,

        /**
         * The event was queued, or on its way into the channel, when its subscription ended.
         * {@link DeadLetter#dropReason()} is {@link DropReason#CANCELLED} or {@link DropReason#CLOSED}.
         */
        DISCARDED
    }

    private final Builder values;

    private DeadLetter(Builder values) {
        this.values = values;
    }

    /**
     * A builder, for implementations of the bus and for tests.
     *
     * @param number the number of the letter on its bus
     * @param event the event
     * @param topic the topic that the event was published on
     * @return a builder of a letter without id, headers, subscription or cause, with {@link #lostAt()} set to the epoch
     */
    public static Builder builder(long number, Object event, String topic) {
        return new Builder(number, event, topic);
    }

    /** {@return the number of this letter on its bus, from 1; it rises with each lost event} */
    public long number() {
        return values.number;
    }

    /** {@return the published event} */
    public Object event() {
        return values.event;
    }

    /** {@return the topic that the event was published on} */
    public String topic() {
        return values.topic;
    }

    /**
     * {@return the identity of the publication: the {@link EventContext#id()} that handlers of the event see, in
     * redrives too}
     *
     * <p>An event that travelled without an id, because no handler could ask for one, gets its id with the letter and
     * keeps it in redrives.
     */
    public String id() {
        return values.id;
    }

    /** {@return the headers that the event was published with; empty if there were none} */
    public Headers headers() {
        return values.headers;
    }

    /** {@return the {@link Subscription#name()} of the subscription that lost the event} */
    public String subscription() {
        return values.subscription;
    }

    /** {@return the {@link Subscription#id()} of the subscription that lost the event} */
    public long subscriptionId() {
        return values.subscriptionId;
    }

    /** {@return how the event was lost} */
    public Reason reason() {
        return values.reason;
    }

    /**
     * {@return why the event was dropped or discarded, as in {@link SubscriptionStats#count}; null if the handler
     * {@linkplain Reason#FAILED failed}}
     */
    public @Nullable DropReason dropReason() {
        return values.dropReason;
    }

    /** {@return what the handler, filter or key function threw last; null if nothing was thrown} */
    public @Nullable Throwable cause() {
        return values.cause;
    }

    /**
     * {@return how often the handler was called with the event since it was published or redriven; 0 if it never
     * reached the handler}
     */
    public int attempts() {
        return values.attempts;
    }

    /**
     * {@return the {@link EventContext#publishedAt()} of the event; null if no handler of the event could ask for it}
     */
    public @Nullable Instant publishedAt() {
        return values.publishedAt;
    }

    /** {@return when the event was lost, by the {@linkplain EventBus.Builder#clock clock} of the bus} */
    public Instant lostAt() {
        return values.lostAt;
    }

    /** {@return how often the event had been redriven before it was lost this time; 0 if it never was} */
    public int redrives() {
        return values.redrives;
    }

    /**
     * Omits the event, so that payloads stay out of logs. Shows the cause with its message, unless the message repeats
     * a word of the event's own {@code toString}, which this calls, or the event has none.
     */
    @Override
    public String toString() {
        Throwable cause = cause();
        return "DeadLetter[number=" + number() + ", id=" + id() + ", topic=" + topic() + ", type="
                + event().getClass().getName() + ", subscription=" + subscription() + ", subscriptionId="
                + subscriptionId() + ", reason=" + reason() + (dropReason() == null ? "" : "/" + dropReason())
                + ", cause="
                + (cause == null ? "none" : FailureText.of(cause, event())) + ", attempts=" + attempts() + ", redrives="
                + redrives() + ", lostAt=" + lostAt() + "]";
    }

    /** Collects the values of a {@link DeadLetter}. Not thread-safe, and not reusable after {@link #build()}. */
    public static final class Builder {

        private final long number;
        private final Object event;
        private final String topic;
        private String id = "";
        private Headers headers = Headers.empty();
        private String subscription = "";
        private long subscriptionId;
        private Reason reason = Reason.FAILED;
        private @Nullable DropReason dropReason;
        private @Nullable Throwable cause;
        private int attempts;
        private @Nullable Instant publishedAt;
        private Instant lostAt = Instant.EPOCH;
        private int redrives;

        private Builder(long number, Object event, String topic) {
            this.number = number;
            this.event = Objects.requireNonNull(event, "event");
            this.topic = Objects.requireNonNull(topic, "topic");
        }

        /**
         * Sets {@link DeadLetter#id()}.
         *
         * @param value the id
         * @return this builder
         */
        public Builder id(String value) {
            id = Objects.requireNonNull(value, "id");
            return this;
        }

        /**
         * Sets {@link DeadLetter#headers()}.
         *
         * @param value the headers
         * @return this builder
         */
        public Builder headers(Headers value) {
            headers = Objects.requireNonNull(value, "headers");
            return this;
        }

        /**
         * Sets {@link DeadLetter#subscriptionId()} and {@link DeadLetter#subscription()}.
         *
         * @param id the number of the subscription
         * @param name the name of the subscription
         * @return this builder
         */
        public Builder subscription(long id, String name) {
            subscriptionId = id;
            subscription = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets {@link DeadLetter#reason()} and {@link DeadLetter#cause()}. For a dropped or discarded event, set
         * {@link #dropReason} too.
         *
         * @param why the reason
         * @param thrown what was thrown; null if nothing was
         * @return this builder
         */
        public Builder reason(Reason why, @Nullable Throwable thrown) {
            reason = Objects.requireNonNull(why, "reason");
            if (why == Reason.FAILED) {
                dropReason = null;
            }
            cause = thrown;
            return this;
        }

        /**
         * Sets {@link DeadLetter#dropReason()}, and {@link DeadLetter#reason()} accordingly.
         *
         * @param why why the event was dropped or discarded
         * @return this builder
         */
        public Builder dropReason(DropReason why) {
            dropReason = Objects.requireNonNull(why, "dropReason");
            boolean discarded = why == DropReason.CANCELLED || why == DropReason.CLOSED;
            reason = discarded ? Reason.DISCARDED : Reason.DROPPED;
            return this;
        }

        /**
         * Sets {@link DeadLetter#attempts()}.
         *
         * @param count the number of attempts
         * @return this builder
         */
        public Builder attempts(int count) {
            attempts = count;
            return this;
        }

        /**
         * Sets {@link DeadLetter#publishedAt()} and {@link DeadLetter#lostAt()}.
         *
         * @param published when the event was published; null if unknown
         * @param lost when the event was lost
         * @return this builder
         */
        public Builder times(@Nullable Instant published, Instant lost) {
            publishedAt = published;
            lostAt = Objects.requireNonNull(lost, "lost");
            return this;
        }

        /**
         * Sets {@link DeadLetter#redrives()}.
         *
         * @param count the number of redrives
         * @return this builder
         */
        public Builder redrives(int count) {
            redrives = count;
            return this;
        }

        /** {@return the letter; this builder must not be used afterwards} */
        public DeadLetter build() {
            return new DeadLetter(this);
        }
    }
}

package dev.eventbus;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event that was lost to one subscription, with what is known about how. It is kept in {@link EventBus#deadLetters()}, from where
 * it can be {@linkplain DeadLetters#redrive(DeadLetter) redriven}.
 *
 * <p>It is a system event too: a subscription to exactly this type gets each, on a thread of the bus. One that such a subscription
 * itself loses is kept and not told of; nor is what the bus discards when it has drained or its time to close is up, since nothing is
 * published any more then: that is in {@link EventBus#deadLetters()}.
 *
 * <p>Immutable, but for the event, which is the one that was published.
 */
public final class DeadLetter {

    /** How an event was lost. Constants may be added. */
    public enum Reason {

        /** The handler threw, or its stage failed. */
        FAILED,

        /**
         * It was dropped on its way into the channel, or displaced there; {@link DeadLetter#dropReason()} says why.
         * Kept only with {@link EventBus.Builder#deadLetterDrops}, or where an open breaker has
         * {@link Breaker.WhileOpen#DEAD_LETTER}.
         */
        DROPPED,

        /**
         * It waited, or was on its way, when its subscription ended: {@link DeadLetter#dropReason()} is
         * {@link DropReason#CANCELLED} or {@link DropReason#CLOSED}.
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
     * @param number its number on its bus
     * @param event the event
     * @param topic the topic that it was published on
     * @return a builder of a letter without id, headers, subscription or cause, that failed at the beginning of time
     */
    public static Builder builder(long number, Object event, String topic) {
        return new Builder(number, event, topic);
    }

    /**
     * Its number on its bus, which rises with each event that is lost.
     *
     * @return a number from 1
     */
    public long number() {
        return values.number;
    }

    /**
     * The event.
     *
     * @return the published event
     */
    public Object event() {
        return values.event;
    }

    /**
     * The topic that the event was published on.
     *
     * @return the topic
     */
    public String topic() {
        return values.topic;
    }

    /**
     * The identity of the publication: the {@link EventContext#id()} that the event's handlers see, also when it is
     * redriven. An event that travelled without an id, because no handler could ask for one, gets its id with the
     * letter and keeps it in redrives.
     *
     * @return the id
     */
    public String id() {
        return values.id;
    }

    /**
     * The headers that the event was published with.
     *
     * @return the headers, empty if there were none
     */
    public Headers headers() {
        return values.headers;
    }

    /**
     * The name of the subscription that lost it.
     *
     * @return the {@link Subscription#name()}
     */
    public String subscription() {
        return values.subscription;
    }

    /**
     * The number of the subscription that lost it.
     *
     * @return the {@link Subscription#id()}
     */
    public long subscriptionId() {
        return values.subscriptionId;
    }

    /**
     * How it was lost.
     *
     * @return the reason
     */
    public Reason reason() {
        return values.reason;
    }

    /**
     * Why it was dropped or discarded: the reason that {@link SubscriptionStats#count} counts it under.
     *
     * @return the reason; null if the handler {@linkplain Reason#FAILED failed}
     */
    public @Nullable DropReason dropReason() {
        return values.dropReason;
    }

    /**
     * What the handler, the filter or the key function threw last.
     *
     * @return the cause; null if nothing was thrown
     */
    public @Nullable Throwable cause() {
        return values.cause;
    }

    /**
     * How often the handler was called with it, since it was published or redriven.
     *
     * @return a number of attempts; 0 if it never came to the handler
     */
    public int attempts() {
        return values.attempts;
    }

    /**
     * When the event was published.
     *
     * @return the {@link EventContext#publishedAt()}; null if no handler of the event could ask for it
     */
    public @Nullable Instant publishedAt() {
        return values.publishedAt;
    }

    /**
     * When it was lost, by the bus's {@linkplain EventBus.Builder#clock clock}.
     *
     * @return the time
     */
    public Instant lostAt() {
        return values.lostAt;
    }

    /**
     * How often it had been redriven when it was lost this time.
     *
     * @return a number of redrives; 0 for an event that was lost for the first time
     */
    public int redrives() {
        return values.redrives;
    }

    /**
     * Without the event: payloads stay out of logs. The cause is shown with its message, unless the message repeats a
     * word of the event's own {@code toString}, which this calls, or the event has none.
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

    /** Collects what a {@link DeadLetter} tells. Not thread-safe; {@link #build()} ends its life. */
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
         * @param name its name
         * @return this builder
         */
        public Builder subscription(long id, String name) {
            subscriptionId = id;
            subscription = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets {@link DeadLetter#reason()} and {@link DeadLetter#cause()}. What was dropped or discarded needs its
         * {@link #dropReason} too.
         *
         * @param why the reason
         * @param thrown what was thrown; or null
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
         * @param count a number of attempts
         * @return this builder
         */
        public Builder attempts(int count) {
            attempts = count;
            return this;
        }

        /**
         * Sets {@link DeadLetter#publishedAt()} and {@link DeadLetter#lostAt()}.
         *
         * @param published when the event was published; null if that is not known
         * @param lost when it was lost
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
         * @param count a number of redrives
         * @return this builder
         */
        public Builder redrives(int count) {
            redrives = count;
            return this;
        }

        /**
         * Makes the letter.
         *
         * @return the letter; this builder must not be used any more
         */
        public DeadLetter build() {
            return new DeadLetter(this);
        }
    }
}

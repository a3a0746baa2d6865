package dev.eventbus;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What one subscription did with its events: a snapshot of counters.
 *
 * <p>For every subscription: {@code matched = delivered + failed + dropped + conflated + discarded + queued +
 * inProgress}. The sum is exact when the subscription is quiet and after it has ended; a snapshot taken while events flow
 * is off by at most the operations under way.
 */
public final class SubscriptionStats {

    private final Builder values;

    private SubscriptionStats(Builder values) {
        this.values = values;
    }

    /**
     * A builder, for implementations of the bus and for tests.
     *
     * @param id the number of the subscription
     * @param name the name of the subscription
     * @return a builder whose counters are all 0
     */
    public static Builder builder(long id, String name) {
        return new Builder(id, name);
    }

    /**
     * The number of the subscription on its bus.
     *
     * @return the {@link Subscription#id()}
     */
    public long id() {
        return values.id;
    }

    /**
     * The name of the subscription.
     *
     * @return the {@link Subscription#name()}
     */
    public String name() {
        return values.name;
    }

    /**
     * The events that matched.
     *
     * @return a number of events
     */
    public long matched() {
        return delivered() + failed() + dropped() + conflated() + discarded() + queued() + inProgress();
    }

    /**
     * The events that matched and were taken into the channel, or given to the {@link DeliveryMode#DIRECT} handler.
     *
     * @return a number of events
     */
    public long accepted() {
        return values.accepted;
    }

    /**
     * The events that the handler finished without an exception.
     *
     * @return a number of events
     */
    public long delivered() {
        return values.delivered;
    }

    /**
     * The events for which the handler threw.
     *
     * @return a number of events
     */
    public long failed() {
        return values.failed;
    }

    /**
     * The events that were lost while the subscription was active, for whatever reason.
     *
     * @return a number of events
     */
    public long dropped() {
        return sum(values.dropped);
    }

    /**
     * The events that were lost for one reason.
     *
     * @param reason the reason
     * @return a number of events; for {@link DropReason#CANCELLED} and {@link DropReason#CLOSED} part of
     *     {@link #discarded()}, for all others part of {@link #dropped()}
     */
    public long count(DropReason reason) {
        return values.dropped.getOrDefault(reason, 0L) + values.discarded.getOrDefault(reason, 0L);
    }

    /**
     * The events that a newer one of the same key replaced under {@link Overflow#CONFLATE}; no loss.
     *
     * @return a number of events
     */
    public long conflated() {
        return values.conflated;
    }

    /**
     * The events that waited in the channel, or were on their way to it, when the subscription ended.
     *
     * @return a number of events
     */
    public long discarded() {
        return sum(values.discarded);
    }

    /**
     * The events that wait in the channel.
     *
     * @return a number of events from 0 to {@link #capacity()}
     */
    public long queued() {
        return values.queued;
    }

    /**
     * The events that the handler has begun and not finished.
     *
     * @return a number of events
     */
    public long inProgress() {
        return values.inProgress;
    }

    /**
     * How often the handler was called again for an event that it had failed for, see {@link Retry}.
     *
     * @return a number of calls
     */
    public long retried() {
        return values.retried;
    }

    /**
     * Whether a handler goes on although its {@linkplain Subscribe#timeoutMillis() deadline} is over and it has been interrupted, or its
     * stage has not ended.
     *
     * @return true while one does
     */
    public boolean isStuck() {
        return values.stuck;
    }

    /**
     * The events that were {@linkplain DeadLetters redriven} and accepted again; they are among {@link #accepted()}.
     *
     * @return a number of events
     */
    public long redriven() {
        return values.redriven;
    }

    /**
     * How many events may wait in the channel.
     *
     * @return the capacity; 0 for a {@link DeliveryMode#DIRECT} handler, which has no channel
     */
    public int capacity() {
        return values.capacity;
    }

    /**
     * The most events that have waited in the channel at once.
     *
     * @return a number of events from 0 to {@link #capacity()}
     */
    public long peakDepth() {
        return values.peakDepth;
    }

    private static long sum(Map<DropReason, Long> counts) {
        long sum = 0;
        for (long count : counts.values()) {
            sum += count;
        }
        return sum;
    }

    @Override
    public String toString() {
        return "SubscriptionStats[name=" + name() + ", id=" + id() + ", matched=" + matched() + ", delivered="
                + delivered() + ", failed=" + failed() + ", dropped=" + dropped() + ", conflated=" + conflated()
                + ", discarded=" + discarded() + ", queued=" + queued() + ", inProgress=" + inProgress() + "]";
    }

    /** Collects the counters of a {@link SubscriptionStats}. Not thread-safe; {@link #build()} ends its life. */
    public static final class Builder {

        private final long id;
        private final String name;
        private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        private final Map<DropReason, Long> discarded = new EnumMap<>(DropReason.class);
        private long accepted;
        private long delivered;
        private long failed;
        private long conflated;
        private long queued;
        private long inProgress;
        private long redriven;
        private long retried;
        private boolean stuck;
        private long peakDepth;
        private int capacity;

        private Builder(long id, String name) {
            this.id = id;
            this.name = Objects.requireNonNull(name, "name");
        }

        /**
         * Sets {@link SubscriptionStats#accepted()}.
         *
         * @param count a number of events
         * @return this builder
         */
        public Builder accepted(long count) {
            accepted = count;
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#delivered()}.
         *
         * @param count a number of events
         * @return this builder
         */
        public Builder delivered(long count) {
            delivered = count;
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#failed()}.
         *
         * @param count a number of events
         * @return this builder
         */
        public Builder failed(long count) {
            failed = count;
            return this;
        }

        /**
         * Sets the events lost for a reason.
         *
         * @param reason the reason
         * @param count a number of events
         * @return this builder
         */
        public Builder count(DropReason reason, long count) {
            boolean ended = reason == DropReason.CANCELLED || reason == DropReason.CLOSED;
            if (count != 0) {
                (ended ? discarded : dropped).put(reason, count);
            }
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#conflated()}.
         *
         * @param count a number of events
         * @return this builder
         */
        public Builder conflated(long count) {
            conflated = count;
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#queued()}.
         *
         * @param count a number of events
         * @return this builder
         */
        public Builder queued(long count) {
            queued = count;
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#inProgress()}.
         *
         * @param count a number of events
         * @return this builder
         */
        public Builder inProgress(long count) {
            inProgress = count;
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#retried()}.
         *
         * @param count a number of calls
         * @return this builder
         */
        public Builder retried(long count) {
            retried = count;
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#isStuck()}.
         *
         * @param isStuck whether a handler is
         * @return this builder
         */
        public Builder stuck(boolean isStuck) {
            stuck = isStuck;
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#redriven()}.
         *
         * @param count a number of events
         * @return this builder
         */
        public Builder redriven(long count) {
            redriven = count;
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#peakDepth()} and {@link SubscriptionStats#capacity()}.
         *
         * @param peak the most events that have waited at once
         * @param capacity the most that may
         * @return this builder
         */
        public Builder depth(long peak, int capacity) {
            this.peakDepth = peak;
            this.capacity = capacity;
            return this;
        }

        /**
         * Makes the snapshot.
         *
         * @return the statistics; this builder must not be used any more
         */
        public SubscriptionStats build() {
            return new SubscriptionStats(this);
        }
    }
}

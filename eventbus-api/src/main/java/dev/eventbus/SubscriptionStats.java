package dev.eventbus;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The counters of one subscription: a snapshot.
 *
 * <p>For every subscription {@code matched = delivered + failed + dropped + conflated + discarded + queued +
 * inProgress}. The sum is exact when the subscription is idle and after it has ended. A snapshot taken while events
 * flow is off by at most the number of operations under way. All counters are numbers of events, except where stated.
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

    /** {@return the {@link Subscription#id()}} */
    public long id() {
        return values.id;
    }

    /** {@return the {@link Subscription#name()}} */
    public String name() {
        return values.name;
    }

    /** {@return how many events matched} */
    public long matched() {
        return delivered() + failed() + dropped() + conflated() + discarded() + queued() + inProgress();
    }

    /**
     * {@return how many matching events entered the channel, or were passed to the {@link DeliveryMode#DIRECT} handler}
     */
    public long accepted() {
        return values.accepted;
    }

    /** {@return how many events the handler completed without an exception} */
    public long delivered() {
        return values.delivered;
    }

    /** {@return for how many events the handler failed, after the last attempt} */
    public long failed() {
        return values.failed;
    }

    /** {@return how many events were dropped, for any reason, while the subscription was active} */
    public long dropped() {
        return sum(values.dropped);
    }

    /**
     * Returns how many events were dropped or discarded for one reason.
     *
     * @param reason the reason
     * @return the number of events; for {@link DropReason#CANCELLED} and {@link DropReason#CLOSED} part of
     *     {@link #discarded()}, for all others part of {@link #dropped()}
     */
    public long count(DropReason reason) {
        return values.dropped.getOrDefault(reason, 0L) + values.discarded.getOrDefault(reason, 0L);
    }

    /**
     * {@return how many events a newer one with the same key replaced under {@link Overflow#CONFLATE}; no loss}
     */
    public long conflated() {
        return values.conflated;
    }

    /** {@return how many events were queued, or on their way into the channel, when the subscription ended} */
    public long discarded() {
        return sum(values.discarded);
    }

    /** {@return how many events wait in the channel, from 0 to {@link #capacity()}} */
    public long queued() {
        return values.queued;
    }

    /**
     * {@return how many events the handler has begun and not finished: running, waiting for a stage, or waiting for a
     * retry}
     */
    public long inProgress() {
        return values.inProgress;
    }

    /** {@return how many calls of the handler were retries, see {@link Retry}} */
    public long retried() {
        return values.retried;
    }

    /**
     * {@return whether a call of the handler is still going on after its {@linkplain Subscribe#timeoutMillis()
     * timeout}: it was interrupted and has not returned, or its stage has not ended}
     */
    public boolean isStuck() {
        return values.stuck;
    }

    /**
     * {@return how many events were {@linkplain DeadLetters redriven} and accepted again; part of {@link #accepted()}}
     */
    public long redriven() {
        return values.redriven;
    }

    /**
     * {@return how many events may wait in the channel; 0 for a {@link DeliveryMode#DIRECT} handler, which has no
     * channel}
     */
    public int capacity() {
        return values.capacity;
    }

    /** {@return the largest number of events that have waited in the channel at once, from 0 to {@link #capacity()}} */
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

    /**
     * Collects the counters of a {@link SubscriptionStats}. Not thread-safe, and not reusable after {@link #build()}.
     */
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
         * @param count the number of events
         * @return this builder
         */
        public Builder accepted(long count) {
            accepted = count;
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#delivered()}.
         *
         * @param count the number of events
         * @return this builder
         */
        public Builder delivered(long count) {
            delivered = count;
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#failed()}.
         *
         * @param count the number of events
         * @return this builder
         */
        public Builder failed(long count) {
            failed = count;
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#count(DropReason)} for one reason.
         *
         * @param reason the reason
         * @param count the number of events
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
         * @param count the number of events
         * @return this builder
         */
        public Builder conflated(long count) {
            conflated = count;
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#queued()}.
         *
         * @param count the number of events
         * @return this builder
         */
        public Builder queued(long count) {
            queued = count;
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#inProgress()}.
         *
         * @param count the number of events
         * @return this builder
         */
        public Builder inProgress(long count) {
            inProgress = count;
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#retried()}.
         *
         * @param count the number of calls
         * @return this builder
         */
        public Builder retried(long count) {
            retried = count;
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#isStuck()}.
         *
         * @param isStuck whether a handler is stuck
         * @return this builder
         */
        public Builder stuck(boolean isStuck) {
            stuck = isStuck;
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#redriven()}.
         *
         * @param count the number of events
         * @return this builder
         */
        public Builder redriven(long count) {
            redriven = count;
            return this;
        }

        /**
         * Sets {@link SubscriptionStats#peakDepth()} and {@link SubscriptionStats#capacity()}.
         *
         * @param peak the largest number of events that have waited at once
         * @param capacity how many may wait
         * @return this builder
         */
        public Builder depth(long peak, int capacity) {
            this.peakDepth = peak;
            this.capacity = capacity;
            return this;
        }

        /** {@return the snapshot; this builder must not be used afterwards} */
        public SubscriptionStats build() {
            return new SubscriptionStats(this);
        }
    }
}

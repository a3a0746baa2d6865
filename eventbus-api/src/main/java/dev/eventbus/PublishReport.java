package dev.eventbus;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of one published event, at each subscription that it matched. */
public final class PublishReport {

    private final String id;
    private final @Nullable Object event;
    private final List<Delivery> deliveries;

    private PublishReport(String id, @Nullable Object event, List<Delivery> deliveries) {
        this.id = Objects.requireNonNull(id, "id");
        this.event = event;
        this.deliveries = List.copyOf(deliveries);
    }

    /**
     * A report without event and id, for tests.
     *
     * @param deliveries what became of the event at each subscription
     * @return the report
     */
    public static PublishReport of(List<Delivery> deliveries) {
        return new PublishReport("", null, deliveries);
    }

    /**
     * A report, for implementations of the bus and for tests.
     *
     * @param id the identity of the publication
     * @param event the event
     * @param deliveries what became of the event at each subscription
     * @return the report
     */
    public static PublishReport of(String id, Object event, List<Delivery> deliveries) {
        return new PublishReport(id, Objects.requireNonNull(event, "event"), deliveries);
    }

    /**
     * The identity of the publication: the {@link EventContext#id()} that the event's handlers see, and the
     * {@link DeadLetter#id()} if it was lost.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * What became of the event at each subscription that it matched, in the order of subscribing.
     *
     * @return an unmodifiable list, empty if nobody listened
     */
    public List<Delivery> deliveries() {
        return deliveries;
    }

    /**
     * Whether every subscription that matched has handled the event without a failure.
     *
     * @return true also if none matched
     */
    public boolean isDelivered() {
        return deliveries.stream().allMatch(delivery -> delivery.outcome() == Outcome.DELIVERED);
    }

    /** Without the event: payloads stay out of logs. Failures are shown as in {@link DeadLetter#toString()}. */
    @Override
    public String toString() {
        return "PublishReport[id=" + id
                + deliveries.stream()
                        .map(delivery -> ", " + delivery.text(event))
                        .collect(Collectors.joining()) + "]";
    }

    /** How it ended. Constants may be added. */
    public enum Outcome {
        /** The handler returned, or the stage it returned ended, without a failure. */
        DELIVERED,
        /** The handler failed. */
        FAILED,
        /** The event was lost on its way, see {@link Delivery#reason()}. */
        DROPPED,
        /** A newer event of the same key took its place under {@link Overflow#CONFLATE}. */
        CONFLATED,
        /**
         * The event waited in the channel, or was on its way to it, when the subscription ended, see
         * {@link Delivery#reason()}.
         */
        DISCARDED
    }

    /** What became of the event at one subscription. */
    public static final class Delivery {

        private final long subscriptionId;
        private final String subscription;
        private final Outcome outcome;
        private final @Nullable DropReason reason;
        private final @Nullable Throwable failure;

        private Delivery(
                long subscriptionId,
                String subscription,
                Outcome outcome,
                @Nullable DropReason reason,
                @Nullable Throwable failure) {
            this.subscriptionId = subscriptionId;
            this.subscription = Objects.requireNonNull(subscription, "subscription");
            this.outcome = Objects.requireNonNull(outcome, "outcome");
            this.reason = reason;
            this.failure = failure;
        }

        /**
         * What became of an event, for implementations of the bus and for tests.
         *
         * @param subscriptionId the number of the subscription
         * @param subscription the name of the subscription
         * @param outcome how it ended
         * @param reason why the event was lost; null if it was not
         * @param failure what the handler threw; null if it did not
         * @return the delivery
         */
        public static Delivery of(
                long subscriptionId,
                String subscription,
                Outcome outcome,
                @Nullable DropReason reason,
                @Nullable Throwable failure) {
            return new Delivery(subscriptionId, subscription, outcome, reason, failure);
        }

        /**
         * The number of the subscription.
         *
         * @return the {@link Subscription#id()}
         */
        public long subscriptionId() {
            return subscriptionId;
        }

        /**
         * The name of the subscription.
         *
         * @return the {@link Subscription#name()}
         */
        public String subscription() {
            return subscription;
        }

        /**
         * How it ended.
         *
         * @return the outcome
         */
        public Outcome outcome() {
            return outcome;
        }

        /**
         * Why the event was lost.
         *
         * @return the reason; null but for {@link Outcome#DROPPED} and {@link Outcome#DISCARDED}
         */
        public @Nullable DropReason reason() {
            return reason;
        }

        /**
         * What the handler failed with.
         *
         * @return what it threw, or its stage failed with; null but for {@link Outcome#FAILED}
         */
        public @Nullable Throwable failure() {
            return failure;
        }

        /**
         * The failure by its class only, since its message may quote the event; the report shows messages that do not.
         */
        @Override
        public String toString() {
            return text(null);
        }

        private String text(@Nullable Object event) {
            Object cause = failure != null ? FailureText.of(failure, event) : reason;
            return subscription + " " + outcome + (cause == null ? "" : " (" + cause + ")");
        }
    }
}

package dev.eventbus;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of one published event at each subscription that it matched. */
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
     * {@return the identity of the publication: the {@link EventContext#id()} that handlers of the event see, and the
     * {@link DeadLetter#id()} if a subscription lost it}
     */
    public String id() {
        return id;
    }

    /**
     * {@return what became of the event at each subscription that it matched, in the order of subscribing,
     * unmodifiable; empty if none matched}
     */
    public List<Delivery> deliveries() {
        return deliveries;
    }

    /**
     * {@return whether every subscription that matched has handled the event without a failure; true also if none
     * matched}
     */
    public boolean isDelivered() {
        return deliveries.stream().allMatch(delivery -> delivery.outcome() == Outcome.DELIVERED);
    }

    /** Omits the event, so that payloads stay out of logs. Failures are shown as in {@link DeadLetter#toString()}. */
    @Override
    public String toString() {
        return "PublishReport[id=" + id
                + deliveries.stream()
                        .map(delivery -> ", " + delivery.text(event))
                        .collect(Collectors.joining()) + "]";
    }

    /** How a delivery ended. Constants may be added. */
    public enum Outcome {
        /** The handler returned, or the stage that it returned completed, without a failure. */
        DELIVERED,
        /** The handler failed. */
        FAILED,
        /** The event was dropped; {@link Delivery#reason()} says why. */
        DROPPED,
        /** A newer event with the same key took its place under {@link Overflow#CONFLATE}. */
        CONFLATED,
        /**
         * The event was queued, or on its way into the channel, when the subscription ended; {@link Delivery#reason()}
         * says how.
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
         * The outcome at one subscription, for implementations of the bus and for tests.
         *
         * @param subscriptionId the number of the subscription
         * @param subscription the name of the subscription
         * @param outcome how the delivery ended
         * @param reason why the event was dropped or discarded; null if it was not
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

        /** {@return the {@link Subscription#id()} of the subscription} */
        public long subscriptionId() {
            return subscriptionId;
        }

        /** {@return the {@link Subscription#name()} of the subscription} */
        public String subscription() {
            return subscription;
        }

        /** {@return how the delivery ended} */
        public Outcome outcome() {
            return outcome;
        }

        /**
         * {@return why the event was dropped or discarded; null unless the outcome is {@link Outcome#DROPPED} or
         * {@link Outcome#DISCARDED}}
         */
        public @Nullable DropReason reason() {
            return reason;
        }

        /**
         * {@return what the handler threw, or its stage failed with; null unless the outcome is {@link Outcome#FAILED}}
         */
        public @Nullable Throwable failure() {
            return failure;
        }

        /**
         * Shows a failure by its class only, since its message may quote the event; the report shows messages that do
         * not.
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

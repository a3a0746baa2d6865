package dev.eventbus;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What closing a bus left behind: nothing, where {@link #isComplete()}; else events that were discarded, or that a
 * handler is still working on.
 */
public final class CloseReport {

    private final Duration elapsed;
    private final List<SubscriptionStats> subscriptions;
    private final List<RunningHandler> running;

    private CloseReport(Duration elapsed, List<SubscriptionStats> subscriptions, List<RunningHandler> running) {
        this.elapsed = Objects.requireNonNull(elapsed, "elapsed");
        this.subscriptions = List.copyOf(subscriptions);
        this.running = List.copyOf(running);
    }

    /**
     * A report, for implementations of the bus and for tests.
     *
     * @param elapsed how long closing took
     * @param subscriptions the final statistics of each subscription
     * @param running the handlers that have not returned
     * @return the report
     */
    public static CloseReport of(
            Duration elapsed, List<SubscriptionStats> subscriptions, List<RunningHandler> running) {
        return new CloseReport(elapsed, subscriptions, running);
    }

    /**
     * Whether every accepted event was dealt with: none discarded by closing, none still in progress. A handler that closes
     * its own bus is in progress itself. {@linkplain #unread() Unread} events do not count.
     *
     * @return true if closing lost nothing
     */
    public boolean isComplete() {
        return discarded() == 0 && inProgress() == 0;
    }

    /**
     * How long closing took.
     *
     * @return the time from the call to the report
     */
    public Duration elapsed() {
        return elapsed;
    }

    /**
     * The final statistics of every subscription that the bus had when it was closed, in the order of subscribing. Those
     * whose handler is still running have {@link SubscriptionStats#inProgress()} above 0.
     *
     * @return an unmodifiable list
     */
    public List<SubscriptionStats> subscriptions() {
        return subscriptions;
    }

    /**
     * The events that were still in a channel when the time was up.
     *
     * @return a number of events, over all subscriptions
     */
    public long discarded() {
        return subscriptions.stream()
                .mapToLong(stats -> stats.count(DropReason.CLOSED))
                .sum();
    }

    /**
     * The events that wait in pull channels and streams, where they can still be read: no loss yet.
     *
     * @return a number of events, over all subscriptions
     */
    public long unread() {
        return subscriptions.stream().mapToLong(SubscriptionStats::queued).sum();
    }

    /**
     * The events that a handler had taken and not finished.
     *
     * @return a number of events, over all subscriptions
     */
    public long inProgress() {
        return subscriptions.stream().mapToLong(SubscriptionStats::inProgress).sum();
    }

    /**
     * The channel handlers that had not returned when the report was made, although those in threads of the bus were
     * interrupted, with where they are. Their threads are daemons and end with them.
     *
     * @return an unmodifiable list
     */
    public List<RunningHandler> running() {
        return running;
    }

    @Override
    public String toString() {
        return "CloseReport[complete=" + isComplete() + ", elapsed=" + elapsed + ", discarded=" + discarded()
                + ", inProgress=" + inProgress() + ", unread=" + unread() + ", running=" + running + "]";
    }

    /** A handler that still runs although its time is up: its bus was closed, or it has missed its deadline. */
    public static final class RunningHandler {

        private final long subscriptionId;
        private final String subscription;
        private final String thread;
        private final List<StackTraceElement> stack;

        private RunningHandler(long subscriptionId, String subscription, String thread, List<StackTraceElement> stack) {
            this.subscriptionId = subscriptionId;
            this.subscription = Objects.requireNonNull(subscription, "subscription");
            this.thread = Objects.requireNonNull(thread, "thread");
            this.stack = List.copyOf(stack);
        }

        /**
         * A running handler, for implementations of the bus and for tests.
         *
         * @param subscriptionId the number of its subscription
         * @param subscription the name of its subscription
         * @param thread the name of its thread
         * @param stack where it is, innermost frame first
         * @return the running handler
         */
        public static RunningHandler of(
                long subscriptionId, String subscription, String thread, List<StackTraceElement> stack) {
            return new RunningHandler(subscriptionId, subscription, thread, stack);
        }

        /**
         * The number of its subscription.
         *
         * @return the {@link Subscription#id()}
         */
        public long subscriptionId() {
            return subscriptionId;
        }

        /**
         * The name of its subscription.
         *
         * @return the {@link Subscription#name()}
         */
        public String subscription() {
            return subscription;
        }

        /**
         * The name of its thread.
         *
         * @return the thread's name
         */
        public String thread() {
            return thread;
        }

        /**
         * Where it was when this was reported.
         *
         * @return an unmodifiable list, innermost frame first
         */
        public List<StackTraceElement> stack() {
            return stack;
        }

        @Override
        public String toString() {
            return subscription + " in thread " + thread + (stack.isEmpty() ? "" : " at " + stack.get(0));
        }
    }
}

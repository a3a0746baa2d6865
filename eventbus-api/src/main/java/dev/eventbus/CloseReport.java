package dev.eventbus;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What closing a bus left behind: nothing if {@link #isComplete()}; otherwise events that were discarded, or that a
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
     * {@return whether closing discarded no event and left none in progress}
     *
     * <p>A handler that closes its own bus is in progress itself. {@linkplain #unread() Unread} events do not count.
     */
    public boolean isComplete() {
        return discarded() == 0 && inProgress() == 0;
    }

    /** {@return how long closing took, from the call to this report} */
    public Duration elapsed() {
        return elapsed;
    }

    /**
     * {@return the final statistics of every subscription that the bus had when it was closed, in the order of
     * subscribing, unmodifiable}
     *
     * <p>Subscriptions whose handler is still running have {@link SubscriptionStats#inProgress()} above 0.
     */
    public List<SubscriptionStats> subscriptions() {
        return subscriptions;
    }

    /** {@return how many events, over all subscriptions, were still in a channel when the timeout elapsed} */
    public long discarded() {
        return subscriptions.stream()
                .mapToLong(stats -> stats.count(DropReason.CLOSED))
                .sum();
    }

    /**
     * {@return how many events, over all subscriptions, wait in pull channels and streams, where they can still be
     * read: no loss yet}
     */
    public long unread() {
        return subscriptions.stream().mapToLong(SubscriptionStats::queued).sum();
    }

    /** {@return how many events, over all subscriptions, a handler had taken and not finished} */
    public long inProgress() {
        return subscriptions.stream().mapToLong(SubscriptionStats::inProgress).sum();
    }

    /**
     * {@return the channel handlers that had not returned when the report was made, unmodifiable}
     *
     * <p>Those in threads of the bus were interrupted. These threads are daemons and end with their handlers.
     */
    public List<RunningHandler> running() {
        return running;
    }

    @Override
    public String toString() {
        return "CloseReport[complete=" + isComplete() + ", elapsed=" + elapsed + ", discarded=" + discarded()
                + ", inProgress=" + inProgress() + ", unread=" + unread() + ", running=" + running + "]";
    }

    /** A handler that is still running although its time is up: its bus was closed, or it exceeded its timeout. */
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
         * @param subscriptionId the number of the subscription
         * @param subscription the name of the subscription
         * @param thread the name of the thread
         * @param stack where the handler is, innermost frame first
         * @return the running handler
         */
        public static RunningHandler of(
                long subscriptionId, String subscription, String thread, List<StackTraceElement> stack) {
            return new RunningHandler(subscriptionId, subscription, thread, stack);
        }

        /** {@return the {@link Subscription#id()} of the subscription} */
        public long subscriptionId() {
            return subscriptionId;
        }

        /** {@return the {@link Subscription#name()} of the subscription} */
        public String subscription() {
            return subscription;
        }

        /** {@return the name of the thread} */
        public String thread() {
            return thread;
        }

        /** {@return where the handler was when this was reported, innermost frame first, unmodifiable} */
        public List<StackTraceElement> stack() {
            return stack;
        }

        @Override
        public String toString() {
            return subscription + " in thread " + thread + (stack.isEmpty() ? "" : " at " + stack.get(0));
        }
    }
}

package dev.eventbus;

import java.util.List;

/** The counters of a bus and its subscriptions: a snapshot. */
public final class BusStats {

    private final List<SubscriptionStats> subscriptions;
    private final long unhandled;
    private final long threadsExhausted;

    private BusStats(List<SubscriptionStats> subscriptions, long unhandled, long threadsExhausted) {
        this.subscriptions = List.copyOf(subscriptions);
        this.unhandled = unhandled;
        this.threadsExhausted = threadsExhausted;
    }

    /**
     * A snapshot, for implementations of the bus and for tests.
     *
     * @param subscriptions the statistics of each subscription
     * @param unhandled how many events no subscription matched
     * @param threadsExhausted how often a channel had to wait for a thread
     * @return the snapshot
     */
    public static BusStats of(List<SubscriptionStats> subscriptions, long unhandled, long threadsExhausted) {
        return new BusStats(subscriptions, unhandled, threadsExhausted);
    }

    /**
     * {@return the statistics of the active subscriptions in the order of subscribing, unmodifiable}
     *
     * <p>A cancelled subscription is no longer listed; its own {@link Subscription#stats()} remain. After the bus is
     * closed, the list has the subscriptions of that moment.
     */
    public List<SubscriptionStats> subscriptions() {
        return subscriptions;
    }

    /** {@return how many published events no subscription matched} */
    public long unhandled() {
        return unhandled;
    }

    /**
     * {@return how often a channel with queued events had to wait for a thread, because
     * {@link EventBus.Builder#maxThreads} threads were busy or the executor rejected the task}
     */
    public long threadsExhausted() {
        return threadsExhausted;
    }

    @Override
    public String toString() {
        return "BusStats[unhandled=" + unhandled + ", threadsExhausted=" + threadsExhausted + ", subscriptions="
                + subscriptions + "]";
    }
}

package dev.eventbus;

import java.util.List;

/** What a bus and its subscriptions did so far: a snapshot of counters. */
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
     * @param unhandled how many events nobody handled
     * @param threadsExhausted how often a channel had to wait for a thread
     * @return the snapshot
     */
    public static BusStats of(List<SubscriptionStats> subscriptions, long unhandled, long threadsExhausted) {
        return new BusStats(subscriptions, unhandled, threadsExhausted);
    }

    /**
     * The subscriptions of the bus, in the order of subscribing. A cancelled one is gone from here, its own
     * {@link Subscription#stats()} remain. After the bus was closed: those it had at that moment.
     *
     * @return an unmodifiable list
     */
    public List<SubscriptionStats> subscriptions() {
        return subscriptions;
    }

    /**
     * The published events that no subscription matched.
     *
     * @return a number of events
     */
    public long unhandled() {
        return unhandled;
    }

    /**
     * How often a channel that had work found {@link EventBus.Builder#maxThreads} threads busy, or its executor refusing,
     * and had to wait.
     *
     * @return a number of times
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

package dev.eventbus.sample.orders;

import dev.eventbus.SubscriptionStats;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how long after the last order each subscription had finished its last event, by sampling the counters: it is
 * as exact as the samples are frequent.
 */
final class LagMeter {

    private record Finished(long events, long atNanos) {}

    private final long lastOrderNanos;
    private final Map<Long, Finished> bySubscription = new HashMap<>();

    /** Begins to measure. */
    LagMeter(List<SubscriptionStats> atLastOrder, long lastOrderNanos) {
        this.lastOrderNanos = lastOrderNanos;
        sample(atLastOrder, lastOrderNanos);
    }

    /** Records which subscriptions have finished something since the last call. */
    void sample(List<SubscriptionStats> subscriptions, long nowNanos) {
        for (SubscriptionStats stats : subscriptions) {
            long events = stats.delivered() + stats.failed();
            Finished before = bySubscription.get(stats.id());
            if (before == null || before.events() != events) {
                bySubscription.put(stats.id(), new Finished(events, nowNanos));
            }
        }
    }

    /** The time from the last order to the last event of a subscription; zero if it was finished by then. */
    Duration lag(SubscriptionStats stats) {
        Finished finished = bySubscription.get(stats.id());
        return finished == null ? Duration.ZERO : Duration.ofNanos(finished.atNanos() - lastOrderNanos);
    }
}

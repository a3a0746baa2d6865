package dev.eventbus.sample.orders;

import dev.eventbus.SubscriptionStats;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What the order flow leaves behind: the services with their books, and what the bus did for them. */
record FlowResult(
        Shop shop,
        long skippedLines,
        Duration placing,
        List<SubscriptionStats> subscriptions,
        Function<SubscriptionStats, Duration> lags) {

    /** How long after the last order a subscription had finished its last event. */
    Duration lag(SubscriptionStats stats) {
        return lags.apply(stats);
    }

    /** How many events per second a subscription has delivered, from the first order to its last event. */
    double rate(SubscriptionStats stats) {
        return stats.delivered() / Math.max(1e-9, placing.plus(lag(stats)).toNanos() / 1e9);
    }
}

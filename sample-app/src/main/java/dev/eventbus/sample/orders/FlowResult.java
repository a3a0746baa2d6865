package dev.eventbus.sample.orders;

import dev.eventbus.SubscriptionStats;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * What the order flow leaves behind: the services with their books, and what the bus did for them.
 *
 * @param placing how long it took to place all orders
 * @param failedMails how many mails had become dead letters before they were redriven
 */
record FlowResult(
        Shop shop,
        long skippedLines,
        Duration placing,
        int failedMails,
        List<SubscriptionStats> subscriptions,
        Function<SubscriptionStats, Duration> lags) {

    /** How long after the last order a subscription had finished its last event. */
    Duration lag(SubscriptionStats stats) {
        return lags.apply(stats);
    }
}

package dev.eventbus.sample.orders;

import dev.eventbus.SubscriptionStats;
import dev.eventbus.sample.console.SubscriptionTable;
import dev.eventbus.sample.console.Text;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says in words what the table of subscriptions shows. */
final class Verdict {

    private Verdict() {}

    /** A sentence about those that dropped events, if any, and one about the others. */
    static String of(List<SubscriptionStats> subscriptions, Function<SubscriptionStats, Duration> lags) {
        List<SubscriptionStats> late =
                subscriptions.stream().filter(stats -> stats.dropped() > 0).toList();
        List<SubscriptionStats> inTime =
                subscriptions.stream().filter(stats -> stats.dropped() == 0).toList();
        if (late.isEmpty()) {
            return "Everyone kept up: nothing was dropped, and all had finished " + slowest(inTime, lags) + ".";
        }
        return late.stream()
                        .map(stats -> SubscriptionTable.shortName(stats.name()))
                        .collect(Collectors.joining(" and "))
                + " could not keep up:\ndropped " + Text.count(dropped(late)) + " of " + Text.count(matched(late))
                + " events, as the overflow policy says, and had finished " + slowest(late, lags) + ".\n"
                + "Nobody else was held up: the others (" + Text.count(inTime.size(), "subscription")
                + ")\ndropped nothing and had finished " + slowest(inTime, lags) + ".";
    }

    private static long dropped(List<SubscriptionStats> subscriptions) {
        return subscriptions.stream().mapToLong(SubscriptionStats::dropped).sum();
    }

    private static long matched(List<SubscriptionStats> subscriptions) {
        return subscriptions.stream().mapToLong(SubscriptionStats::matched).sum();
    }

    private static String slowest(List<SubscriptionStats> subscriptions, Function<SubscriptionStats, Duration> lags) {
        Duration lag = subscriptions.stream().map(lags).max(Duration::compareTo).orElse(Duration.ZERO);
        return lag.isZero() ? "with the last order" : Text.millis(lag) + " ms after the last order";
    }
}

package dev.eventbus.sample.orders;

import dev.eventbus.SubscriptionStats;
import dev.eventbus.sample.console.SubscriptionTable;
import dev.eventbus.sample.console.Text;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says in words what the table of subscriptions shows.
 *
 * @param lags how long after the last order a subscription had finished
 * @param placing how long it took to place all orders
 * @param busy how long handlers were busy, by short subscription name
 */
record Verdict(
        List<SubscriptionStats> subscriptions,
        Function<SubscriptionStats, Duration> lags,
        Duration placing,
        Map<String, Duration> busy) {

    private static final Duration LATE = Duration.ofMillis(100);

    /** Which subscriptions were late, and that no other one was. */
    String isolation() {
        Duration slowest = slowest(subscriptions);
        if (slowest.compareTo(LATE) < 0) {
            return "Everyone kept up: all subscriptions had finished " + after(slowest) + ".";
        }
        Duration half = slowest.dividedBy(2);
        List<SubscriptionStats> late = subscriptions.stream()
                .filter(stats -> lags.apply(stats).compareTo(half) >= 0)
                .toList();
        List<SubscriptionStats> others =
                subscriptions.stream().filter(stats -> !late.contains(stats)).toList();
        return names(late) + " finished " + after(slowest) + ".\n"
                + "Nobody waited for that: the other " + Text.count(others.size(), "subscription")
                + " had finished " + after(slowest(others)) + ".";
    }

    /** Which subscription would have held up a bus that calls one handler after another; empty if none would. */
    String naiveBus() {
        Map.Entry<String, Duration> busiest =
                busy.entrySet().stream().max(Map.Entry.comparingByValue()).orElse(null);
        if (busiest == null || busiest.getValue().compareTo(placing) <= 0) {
            return "";
        }
        return busiest.getKey()
                + " alone would have stopped a bus that calls one handler after another:\nits calls took "
                + Text.seconds(busiest.getValue()) + " together, the orders came in " + Text.seconds(placing) + ".";
    }

    /** What became of events that were lost; empty if none was. */
    String losses(int failedMails) {
        if (failedMails == 0) {
            return "";
        }
        long redriven =
                subscriptions.stream().mapToLong(SubscriptionStats::redriven).sum();
        long lost = subscriptions.stream()
                        .mapToLong(stats -> stats.failed() + stats.dropped() + stats.discarded())
                        .sum()
                - redriven;
        return Text.count(failedMails, "mail") + " failed twice, as the mailbox could not be reached, and became dead "
                + "letters.\nWhen the mail server had recovered, " + Text.count(redriven)
                + " were redriven. Lost for good: " + Text.count(lost) + ".";
    }

    private static String names(List<SubscriptionStats> subscriptions) {
        return subscriptions.stream()
                .map(stats -> SubscriptionTable.shortName(stats.name()))
                .collect(Collectors.joining(" and "));
    }

    private Duration slowest(List<SubscriptionStats> of) {
        return of.stream().map(lags).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static String after(Duration lag) {
        return lag.isZero() ? "with the last order" : Text.millis(lag) + " ms after the last order";
    }
}

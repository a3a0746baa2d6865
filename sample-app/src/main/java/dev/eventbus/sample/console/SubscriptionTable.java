package dev.eventbus.sample.console;

import dev.eventbus.SubscriptionStats;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The table of what every subscription did. */
public final class SubscriptionTable {

    private static final List<String> HEADINGS =
            List.of("subscription", "accepted", "delivered", "dropped", "failed", "peak depth");

    private SubscriptionTable() {}

    /** A table with a row for each subscription. */
    public static Table of(List<SubscriptionStats> subscriptions) {
        return of(subscriptions, List.of(), stats -> List.of());
    }

    /** A table with a row for each subscription, and columns that follow the counters. */
    public static Table of(
            List<SubscriptionStats> subscriptions,
            List<String> moreHeadings,
            Function<SubscriptionStats, List<String>> moreCells) {
        Table table = Table.of(concat(HEADINGS, moreHeadings));
        for (SubscriptionStats stats : subscriptions) {
            table.row(concat(counters(stats), moreCells.apply(stats)));
        }
        return table;
    }

    /** The simple name of the class and the method: by default names of subscriptions begin with the package. */
    public static String shortName(String name) {
        int method = name.lastIndexOf('.');
        return name.substring(name.lastIndexOf('.', method - 1) + 1);
    }

    private static List<String> counters(SubscriptionStats stats) {
        return List.of(
                shortName(stats.name()),
                Text.count(stats.accepted()),
                Text.count(stats.delivered()),
                Text.count(stats.dropped()),
                Text.count(stats.failed()),
                Text.count(stats.peakDepth()));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}

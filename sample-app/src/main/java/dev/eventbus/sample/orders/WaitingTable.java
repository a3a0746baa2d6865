package dev.eventbus.sample.orders;

import dev.eventbus.BusStats;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.sample.console.Screen;
import dev.eventbus.sample.console.SubscriptionTable;
import dev.eventbus.sample.console.Text;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Prints, twice a second while orders come in, how many events wait for each service: its lag as it grows and
 * shrinks.
 */
final class WaitingTable {

    private static final long INTERVAL_NANOS = 500_000_000;

    private final Screen screen;
    private final long startNanos;
    private long printedAtNanos;
    private boolean hasHeadings;

    /** A table that prints its first row half a second after the start. */
    WaitingTable(Screen screen, long startNanos) {
        this.screen = screen;
        this.startNanos = startNanos;
        printedAtNanos = startNanos;
    }

    /** Prints a row if half a second has passed since the last one. */
    void update(long nowNanos, long orders, Supplier<BusStats> stats) {
        if (nowNanos - printedAtNanos < INTERVAL_NANOS) {
            return;
        }
        printedAtNanos = nowNanos;
        print(Duration.ofNanos(nowNanos - startNanos), orders, waitingByService(stats.get()));
    }

    private void print(Duration time, long orders, Map<String, Long> waiting) {
        if (!hasHeadings) {
            hasHeadings = true;
            screen.out().println("Events that wait for each service:");
            screen.out().println(row("time", "orders", waiting.keySet()));
        }
        screen.out()
                .println(row(
                        Text.seconds(time),
                        Text.count(orders),
                        waiting.values().stream().map(Text::count).toList()));
    }

    private static String row(String time, String orders, Iterable<String> cells) {
        StringBuilder row = new StringBuilder(String.format("%8s  %8s", time, orders));
        cells.forEach(cell -> row.append(String.format("  %12s", cell)));
        return row.toString();
    }

    private static Map<String, Long> waitingByService(BusStats stats) {
        Map<String, Long> waiting = new LinkedHashMap<>();
        for (SubscriptionStats each : stats.subscriptions()) {
            waiting.merge(service(each.name()), each.queued() + each.inProgress(), Long::sum);
        }
        return waiting;
    }

    private static String service(String subscription) {
        String name = SubscriptionTable.shortName(subscription);
        return name.substring(0, name.indexOf('.')).replace("Service", "");
    }
}

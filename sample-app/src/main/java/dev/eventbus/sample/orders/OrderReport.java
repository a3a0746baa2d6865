package dev.eventbus.sample.orders;

import dev.eventbus.sample.console.SubscriptionTable;
import dev.eventbus.sample.console.Text;
import dev.eventbus.sample.orders.service.Announcer;
import dev.eventbus.sample.orders.service.StockMovement;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;

/** Prints what the order flow did: for the bus first, then for the business. */
final class OrderReport {

    private final FlowResult result;
    private final PrintStream out;

    OrderReport(FlowResult result, PrintStream out) {
        this.result = result;
        this.out = out;
    }

    void print() {
        printSubscriptions();
        printVerdict();
        printBusiness();
        printSkipped();
    }

    private void printSubscriptions() {
        out.println();
        SubscriptionTable.of(
                        result.subscriptions(),
                        List.of("redriven", "lag ms"),
                        stats -> List.of(Text.count(stats.redriven()), Text.millis(result.lag(stats))))
                .print(out);
        out.println("Lag: how long after the last order the subscription had finished its last event.");
    }

    private void printVerdict() {
        Verdict verdict = new Verdict(
                result.subscriptions(),
                result::lag,
                result.placing(),
                result.shop().email().busy());
        Stream.of(verdict.isolation(), verdict.naiveBus(), verdict.losses(result.failedMails()))
                .filter(text -> !text.isEmpty())
                .forEach(text -> out.println("\n" + text));
    }

    private void printBusiness() {
        Shop shop = result.shop();
        StockMovement stock =
                shop.inventory().movements().stream().reduce(new StockMovement("", 0, 0), StockMovement::plus);
        out.println("\nThe books: " + Text.count(shop.analytics().orders(), "order") + " in "
                + Text.seconds(result.placing()) + ", paid with "
                + Text.euros(shop.analytics().paidCents()) + "; "
                + Text.count(stock.reserved(), "unit") + " reserved, " + Text.count(stock.shipped()) + " shipped;\n"
                + Text.count(shop.email().sent(), "mail") + " and "
                + Text.count(shop.notifications().total(), "phone message") + " sent; "
                + Text.count(refused(shop), "event") + " refused by a full channel.");
    }

    private static long refused(Shop shop) {
        return shop.announcers().stream().mapToLong(Announcer::refused).sum();
    }

    private void printSkipped() {
        if (result.skippedLines() > 0) {
            out.println(Text.count(result.skippedLines(), "line") + " of the input skipped, see above.");
        }
    }
}

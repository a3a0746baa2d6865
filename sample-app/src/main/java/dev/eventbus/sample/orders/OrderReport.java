package dev.eventbus.sample.orders;

import dev.eventbus.sample.console.SubscriptionTable;
import dev.eventbus.sample.console.Table;
import dev.eventbus.sample.console.Text;
import dev.eventbus.sample.orders.service.Announcer;
import dev.eventbus.sample.orders.service.ProductSales;
import dev.eventbus.sample.orders.service.StockMovement;
import java.io.PrintStream;
import java.util.List;

/** Prints what the order flow did: for the business first, then for the bus. */
final class OrderReport {

    private static final int TOP = 5;

    private final FlowResult result;
    private final PrintStream out;

    OrderReport(FlowResult result, PrintStream out) {
        this.result = result;
        this.out = out;
    }

    void print() {
        printBusiness();
        printSales();
        printStock();
        printPublishers();
        printSubscriptions();
        printSkipped();
    }

    private void printBusiness() {
        Shop shop = result.shop();
        out.println(Text.count(shop.analytics().orders(), "order") + " in " + Text.seconds(result.placing())
                + ", paid with " + Text.euros(shop.analytics().paidCents()) + "; "
                + Text.count(shop.email().sent(), "mail") + " and "
                + Text.count(shop.notifications().total(), "phone message") + " sent.");
    }

    private void printSales() {
        List<ProductSales> sales = result.shop().analytics().sales();
        Table table = Table.of("top products of " + Text.count(sales.size()), "units", "revenue");
        sales.stream()
                .limit(TOP)
                .forEach(product -> table.row(
                        Text.printable(product.sku()), Text.count(product.units()), Text.euros(product.cents())));
        print(table);
    }

    private void printStock() {
        List<StockMovement> movements = result.shop().inventory().movements();
        Table table = Table.of("stock movements", "reserved", "shipped", "open");
        movements.stream().limit(TOP).forEach(movement -> table.row(stock(Text.printable(movement.sku()), movement)));
        StockMovement all = movements.stream().reduce(new StockMovement("", 0, 0), StockMovement::plus);
        print(table.row(stock("all " + Text.count(movements.size(), "product"), all)));
    }

    private static List<String> stock(String name, StockMovement movement) {
        return List.of(
                name, Text.count(movement.reserved()), Text.count(movement.shipped()), Text.count(movement.open()));
    }

    private void printPublishers() {
        Table table = Table.of("publisher", "published", "refused at once");
        for (Announcer announcer : result.shop().announcers()) {
            table.row(announcer.service(), Text.count(announcer.published()), Text.count(announcer.refused()));
        }
        print(table);
    }

    private void printSubscriptions() {
        print(SubscriptionTable.of(
                result.subscriptions(),
                List.of("lag ms", "events/s"),
                stats -> List.of(Text.millis(result.lag(stats)), Text.count(Math.round(result.rate(stats))))));
        out.println();
        out.println("Lag: how long after the last order the subscription had finished its last event.");
        out.println(Verdict.of(result.subscriptions(), result::lag));
    }

    private void printSkipped() {
        if (result.skippedLines() > 0) {
            out.println(Text.count(result.skippedLines(), "line") + " of the input skipped, see above.");
        }
    }

    private void print(Table table) {
        out.println();
        table.print(out);
    }
}

package dev.eventbus.sample.orders;

import dev.eventbus.sample.console.Scenario;
import dev.eventbus.sample.console.Screen;
import dev.eventbus.sample.console.Text;
import dev.eventbus.sample.orders.input.OrderReader;
import dev.eventbus.sample.orders.service.SlowMailServer;
import java.io.IOException;
import java.io.InputStream;

/**
 * The order flow as a command.
 *
 * @param source where orders come from
 * @param ordersPerSecond how fast, at most; 0 for as fast as they can be read
 * @param mailMillis how long the mail server takes for a mail
 */
public record OrderScenario(OrderSource source, int ordersPerSecond, int mailMillis) implements Scenario {

    /** How fast orders come if nothing else is said. */
    public static final int DEFAULT_ORDERS_PER_SECOND = 1_500;

    /** How long a mail takes if nothing else is said. */
    public static final int DEFAULT_MAIL_MILLIS = 2;

    @Override
    public int run(InputStream in, Screen screen) throws InterruptedException {
        try (InputStream orders = source.open(in)) {
            screen.out().println(introduction());
            OrderReader reader = new OrderReader(
                    orders,
                    (number, problem) ->
                            screen.err().println("line " + number + " skipped: " + Text.printable(problem)));
            FlowResult result = new OrderFlow(
                            reader, Pace.perSecond(ordersPerSecond), new SlowMailServer(mailMillis), screen)
                    .run();
            new OrderReport(result, screen.out()).print();
            return 0;
        } catch (IOException unreadable) {
            screen.err()
                    .println("sample-app: cannot read " + Text.printable(source.description()) + ": "
                            + Text.printable(String.valueOf(unreadable.getMessage())));
            return 1;
        }
    }

    private String introduction() {
        String pace = ordersPerSecond == 0
                ? "as fast as they can be read"
                : "at most " + Text.count(ordersPerSecond) + " per second";
        return "Placing the orders of " + Text.printable(source.description()) + ", " + pace + "; a mail takes "
                + mailMillis + " ms,\nand some mailboxes cannot be reached until the last order is placed.\n";
    }
}

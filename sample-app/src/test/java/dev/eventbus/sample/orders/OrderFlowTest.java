package dev.eventbus.sample.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.SubscriptionStats;
import dev.eventbus.sample.console.CapturedScreen;
import dev.eventbus.sample.console.SubscriptionTable;
import dev.eventbus.sample.orders.input.OrderReader;
import dev.eventbus.sample.orders.service.MailServer;
import dev.eventbus.sample.orders.service.ProductSales;
import dev.eventbus.sample.orders.service.StockMovement;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The whole shop on a real bus; the mail server is the only part that is replaced. */
class OrderFlowTest {

    private static final int ORDERS = 500;
    /** How many of the customers have a number that ends in 7. */
    private static final int UNREACHABLE = ORDERS / 10;

    private final OrdersInput input = new OrdersInput(ORDERS);

    /** A mail server that does not send the first mail before the last order is placed: as slow as can be. */
    private final MailServer stuck = (address, subject) -> input.awaitAllPlaced();

    @Test
    void aStuckMailServerKeepsNothingFromAnybody() throws Exception {
        Map<String, SubscriptionStats> subscriptions = byName(run(stuck));

        subscriptions.forEach((name, stats) -> {
            int expected = name.equals("NotificationService.onOrder") ? 2 * ORDERS : ORDERS;
            assertThat(stats.delivered()).as(stats.toString()).isEqualTo(expected);
            assertThat(stats.dropped()).as(stats.toString()).isZero();
        });
        assertThat(subscriptions)
                .containsOnlyKeys(
                        "PaymentService.onOrderCreated",
                        "ShippingService.onPaymentCompleted",
                        "AnalyticsService.onOrderCreated",
                        "AnalyticsService.onPaymentCompleted",
                        "InventoryService.onOrderCreated",
                        "InventoryService.onOrderShipped",
                        "NotificationService.onOrder",
                        "NotificationService.onPaymentCompleted",
                        "EmailService.onOrderCreated",
                        "EmailService.onOrderShipped");
    }

    @Test
    void allConfirmationsWaitBehindAStuckMailServer() throws Exception {
        FlowResult result = run(stuck);

        SubscriptionStats confirmations = stats(byName(result), "EmailService.onOrderCreated");
        assertThat(confirmations.peakDepth())
                .as("all but the two that the handler has")
                .isBetween(ORDERS - 2L, (long) ORDERS);
        assertThat(result.shop().announcers())
                .allSatisfy(announcer ->
                        assertThat(announcer.refused()).as(announcer.service()).isZero());
        assertThat(result.shop().email().sent()).isEqualTo(2 * ORDERS);
    }

    @Test
    void mailsThatFailAreRetriedKeptAndRedriven() throws Exception {
        Outage outage = new Outage(true);
        FlowResult result = run(outage);

        assertThat(result.failedMails()).isEqualTo(2 * UNREACHABLE);
        assertThat(outage.failures.sum()).as("two attempts each").isEqualTo(2 * 2 * UNREACHABLE);
        for (String handler : List.of("onOrderCreated", "onOrderShipped")) {
            SubscriptionStats mails = stats(byName(result), "EmailService." + handler);
            assertThat(mails.failed()).isEqualTo(UNREACHABLE);
            assertThat(mails.redriven()).isEqualTo(UNREACHABLE);
            assertThat(mails.delivered()).as("every mail, in the end").isEqualTo(ORDERS);
        }
        assertThat(result.shop().email().sent()).isEqualTo(2 * ORDERS);
    }

    @Test
    void theAccountsOfEverySubscriptionAddUp() throws Exception {
        for (SubscriptionStats stats : run(new Outage(true)).subscriptions()) {
            assertThat(stats.matched()).as(stats.toString()).isEqualTo(stats.delivered() + stats.failed());
            assertThat(stats.dropped() + stats.queued() + stats.inProgress() + stats.discarded())
                    .as(stats.toString())
                    .isZero();
        }
    }

    @Test
    void theBooksAreRight() throws Exception {
        Shop shop = run(stuck).shop();

        assertThat(shop.analytics().orders()).isEqualTo(ORDERS);
        assertThat(shop.analytics().paidCents()).isEqualTo(ORDERS * OrdersInput.CENTS);
        assertThat(shop.analytics().sales())
                .containsExactly(
                        new ProductSales("INK", ORDERS, ORDERS * 1_199L),
                        new ProductSales("PEN", 2 * ORDERS, ORDERS * 2 * 249L));
        assertThat(shop.inventory().movements())
                .containsExactly(
                        new StockMovement("PEN", 2 * ORDERS, 2 * ORDERS), new StockMovement("INK", ORDERS, ORDERS));
        assertThat(shop.notifications().messages())
                .isEqualTo(Map.of(
                        "order.created", (long) ORDERS,
                        "payment.completed", (long) ORDERS,
                        "order.shipped", (long) ORDERS));
    }

    @Test
    void aMailServerThatNeverRecoversIsCountedAndNothingElse() throws Exception {
        FlowResult result = run(new Outage(false));

        SubscriptionStats confirmations = stats(byName(result), "EmailService.onOrderCreated");
        assertThat(confirmations.failed()).as("at first, and when redriven").isEqualTo(2 * UNREACHABLE);
        assertThat(confirmations.delivered()).isEqualTo(ORDERS - UNREACHABLE);
        assertThat(result.shop().analytics().paidCents()).isEqualTo(ORDERS * OrdersInput.CENTS);
    }

    /** A mail server that cannot reach the customers whose number ends in 7, until it recovers if it ever does. */
    private static final class Outage implements MailServer {

        private final boolean recovers;
        private final LongAdder failures = new LongAdder();
        private volatile boolean hasRecovered;

        Outage(boolean recovers) {
            this.recovers = recovers;
        }

        @Override
        public void send(String address, String subject) throws IOException {
            if (!hasRecovered && address.endsWith("7@example.com")) {
                failures.increment();
                throw new IOException("no connection");
            }
        }

        @Override
        public void recover() {
            hasRecovered = recovers;
        }
    }

    private FlowResult run(MailServer mailServer) throws Exception {
        OrderReader reader = new OrderReader(input, (number, problem) -> {
            throw new AssertionError(number + ": " + problem);
        });
        return new OrderFlow(reader, () -> {}, mailServer, new CapturedScreen().screen()).run();
    }

    private static Map<String, SubscriptionStats> byName(FlowResult result) {
        return result.subscriptions().stream()
                .collect(Collectors.toMap(stats -> SubscriptionTable.shortName(stats.name()), stats -> stats));
    }

    private static SubscriptionStats stats(Map<String, SubscriptionStats> subscriptions, String name) {
        assertThat(subscriptions).containsKey(name);
        return subscriptions.get(name);
    }
}

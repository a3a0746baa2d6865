package dev.eventbus.sample.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.SubscriptionStats;
import dev.eventbus.sample.console.CapturedScreen;
import dev.eventbus.sample.console.SubscriptionTable;
import dev.eventbus.sample.orders.input.OrderReader;
import dev.eventbus.sample.orders.service.MailServer;
import dev.eventbus.sample.orders.service.ProductSales;
import dev.eventbus.sample.orders.service.StockMovement;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The whole shop on a real bus; the mail server is the only part that is replaced. */
class OrderFlowTest {

    private static final int ORDERS = 500;
    private static final int MAIL_CAPACITY = 64;

    private final OrdersInput input = new OrdersInput(ORDERS);

    /** A mail server that does not send the first mail before the last order is placed: as slow as can be. */
    private final MailServer stuck = (address, subject) -> input.awaitAllPlaced();

    @Test
    void everyServiceButEmailGetsEverything() throws Exception {
        Map<String, SubscriptionStats> subscriptions = byName(run(stuck));

        subscriptions.values().stream()
                .filter(stats -> !stats.name().contains("EmailService"))
                .forEach(stats -> {
                    int expected = stats.name().endsWith("NotificationService.onOrder") ? 2 * ORDERS : ORDERS;
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
    void aStuckMailServerCostsMailsAndEachIsAccountedFor() throws Exception {
        FlowResult result = run(stuck);
        Map<String, SubscriptionStats> subscriptions = byName(result);

        SubscriptionStats confirmations = stats(subscriptions, "EmailService.onOrderCreated");
        // One with the mail server, if it was taken before the channel was full, and those that wait.
        assertThat(confirmations.accepted()).isBetween((long) MAIL_CAPACITY, MAIL_CAPACITY + 1L);
        assertThat(confirmations.delivered()).isEqualTo(confirmations.accepted());
        assertThat(confirmations.dropped()).isEqualTo(ORDERS - confirmations.accepted());
        assertThat(confirmations.peakDepth()).isEqualTo(MAIL_CAPACITY);
        assertThat(result.shop().announcers().get(0).refused())
                .as("what the order service was told")
                .isEqualTo(confirmations.dropped());

        SubscriptionStats notices = stats(subscriptions, "EmailService.onOrderShipped");
        assertThat(notices.delivered() + notices.dropped()).isEqualTo(ORDERS);
        assertThat(result.shop().email().sent()).isEqualTo(confirmations.delivered() + notices.delivered());
    }

    @Test
    void theAccountsOfEverySubscriptionAddUp() throws Exception {
        for (SubscriptionStats stats : run(stuck).subscriptions()) {
            assertThat(stats.matched()).as(stats.toString()).isEqualTo(stats.delivered() + stats.dropped());
            assertThat(stats.failed() + stats.queued() + stats.inProgress() + stats.discarded())
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
    void aMailServerThatFailsIsCountedAndNothingElse() throws Exception {
        FlowResult result = run((address, subject) -> {
            input.awaitAllPlaced();
            throw new IllegalStateException("no connection");
        });

        SubscriptionStats confirmations = stats(byName(result), "EmailService.onOrderCreated");
        assertThat(confirmations.failed()).isEqualTo(confirmations.accepted());
        assertThat(confirmations.delivered()).isZero();
        assertThat(result.shop().analytics().paidCents()).isEqualTo(ORDERS * OrdersInput.CENTS);
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

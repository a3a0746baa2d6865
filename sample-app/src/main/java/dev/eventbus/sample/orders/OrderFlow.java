package dev.eventbus.sample.orders;

import dev.eventbus.BusStats;
import dev.eventbus.CloseReport;
import dev.eventbus.EventBus;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.sample.console.Screen;
import dev.eventbus.sample.console.Text;
import dev.eventbus.sample.orders.domain.Order;
import dev.eventbus.sample.orders.input.OrderReader;
import dev.eventbus.sample.orders.service.MailServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Runs the shop: places every order, waits until the last service is done, and closes the bus. */
final class OrderFlow {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);
    private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(30);

    private final OrderReader reader;
    private final Pace pace;
    private final MailServer mailServer;
    private final Screen screen;
    private long startNanos;

    OrderFlow(OrderReader reader, Pace pace, MailServer mailServer, Screen screen) {
        this.reader = reader;
        this.pace = pace;
        this.mailServer = mailServer;
        this.screen = screen;
    }

    FlowResult run() throws IOException, InterruptedException {
        try (EventBus bus = EventBus.open()) {
            Shop shop = Shop.open(bus, mailServer);
            startNanos = System.nanoTime();
            placeOrders(bus, shop);
            long lastOrderNanos = System.nanoTime();
            LagMeter lags = new LagMeter(bus.stats().subscriptions(), lastOrderNanos);
            while (!bus.awaitIdle(BETWEEN_LOOKS)) {
                lags.sample(bus.stats().subscriptions(), System.nanoTime());
                showProgress(bus, shop);
            }
            lags.sample(bus.stats().subscriptions(), System.nanoTime());
            CloseReport report = bus.close(TIME_TO_CLOSE);
            Duration placing = Duration.ofNanos(lastOrderNanos - startNanos);
            return new FlowResult(shop, reader.skipped(), placing, report.subscriptions(), lags::lag);
        }
    }

    private void placeOrders(EventBus bus, Shop shop) throws IOException, InterruptedException {
        for (Order order = reader.next(); order != null; order = reader.next()) {
            pace.await();
            shop.orders().place(order);
            showProgress(bus, shop);
        }
    }

    private void showProgress(EventBus bus, Shop shop) {
        screen.progress(() -> progress(bus.stats(), shop));
    }

    private String progress(BusStats stats, Shop shop) {
        List<SubscriptionStats> subscriptions = stats.subscriptions();
        long delivered =
                subscriptions.stream().mapToLong(SubscriptionStats::delivered).sum();
        long queued =
                subscriptions.stream().mapToLong(SubscriptionStats::queued).sum();
        long dropped =
                subscriptions.stream().mapToLong(SubscriptionStats::dropped).sum();
        return Text.seconds(Duration.ofNanos(System.nanoTime() - startNanos))
                + "   " + Text.count(shop.announcers().get(0).published(), "order") + " placed"
                + "   " + Text.count(delivered) + " deliveries"
                + "   " + Text.count(queued) + " waiting"
                + "   " + Text.count(dropped) + " dropped";
    }
}

package dev.eventbus.sample.orders;

import dev.eventbus.CloseReport;
import dev.eventbus.EventBus;
import dev.eventbus.sample.console.Screen;
import dev.eventbus.sample.orders.domain.Order;
import dev.eventbus.sample.orders.input.OrderReader;
import dev.eventbus.sample.orders.service.MailServer;
import java.io.IOException;
import java.time.Duration;

/**
 * Runs the shop: places every order and lets every service catch up. Then the mail server recovers, the mails that
 * failed are redriven, and the bus is closed.
 */
final class OrderFlow {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);
    private static final Duration TIME_TO_CATCH_UP = Duration.ofSeconds(30);
    private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(30);
    private static final int DEAD_LETTERS = 100_000;

    private final OrderReader reader;
    private final Pace pace;
    private final MailServer mailServer;
    private final Screen screen;

    OrderFlow(OrderReader reader, Pace pace, MailServer mailServer, Screen screen) {
        this.reader = reader;
        this.pace = pace;
        this.mailServer = mailServer;
        this.screen = screen;
    }

    FlowResult run() throws IOException, InterruptedException {
        try (EventBus bus = EventBus.builder()
                .discoverIndexes()
                .deadLetterDrops(true)
                .deadLetterCapacity(DEAD_LETTERS)
                .build()) {
            Shop shop = Shop.open(bus, mailServer);
            long startNanos = System.nanoTime();
            WaitingTable waiting = new WaitingTable(screen, startNanos);
            placeOrders(bus, shop, waiting);
            long lastOrderNanos = System.nanoTime();
            LagMeter lags = catchUp(bus, shop, waiting, lastOrderNanos);
            int failedMails = bus.deadLetters().size();
            mailServer.recover();
            bus.deadLetters().redriveAll();
            CloseReport report = bus.close(TIME_TO_CLOSE);
            Duration placing = Duration.ofNanos(lastOrderNanos - startNanos);
            return new FlowResult(shop, reader.skipped(), placing, failedMails, report.subscriptions(), lags::lag);
        }
    }

    private void placeOrders(EventBus bus, Shop shop, WaitingTable waiting) throws IOException, InterruptedException {
        for (Order order = reader.next(); order != null; order = reader.next()) {
            pace.await();
            shop.orders().place(order);
            show(bus, shop, waiting);
        }
    }

    private LagMeter catchUp(EventBus bus, Shop shop, WaitingTable waiting, long lastOrderNanos)
            throws InterruptedException {
        LagMeter lags = new LagMeter(bus.stats().subscriptions(), lastOrderNanos);
        long patience = TIME_TO_CATCH_UP.toNanos();
        while (!bus.awaitIdle(BETWEEN_LOOKS) && System.nanoTime() - lastOrderNanos < patience) {
            lags.sample(bus.stats().subscriptions(), System.nanoTime());
            show(bus, shop, waiting);
        }
        lags.sample(bus.stats().subscriptions(), System.nanoTime());
        return lags;
    }

    private static void show(EventBus bus, Shop shop, WaitingTable waiting) {
        waiting.update(System.nanoTime(), shop.announcers().get(0).published(), bus::stats);
    }
}

package dev.eventbus.sample.orders;

import dev.eventbus.EventBus;
import dev.eventbus.sample.orders.service.AnalyticsService;
import dev.eventbus.sample.orders.service.Announcer;
import dev.eventbus.sample.orders.service.EmailService;
import dev.eventbus.sample.orders.service.InventoryService;
import dev.eventbus.sample.orders.service.MailServer;
import dev.eventbus.sample.orders.service.NotificationService;
import dev.eventbus.sample.orders.service.OrderService;
import dev.eventbus.sample.orders.service.PaymentService;
import dev.eventbus.sample.orders.service.ShippingService;
import java.util.List;

/** All services of the shop on one bus: the only place that knows them all. */
record Shop(
        List<Announcer> announcers,
        OrderService orders,
        AnalyticsService analytics,
        InventoryService inventory,
        NotificationService notifications,
        EmailService email) {

    /** Makes the services and registers those that handle events. */
    static Shop open(EventBus bus, MailServer mailServer) {
        Announcer orders = new Announcer(bus, OrderService.class);
        Announcer payments = new Announcer(bus, PaymentService.class);
        Announcer shipping = new Announcer(bus, ShippingService.class);
        Shop shop = new Shop(
                List.of(orders, payments, shipping),
                new OrderService(orders),
                new AnalyticsService(),
                new InventoryService(),
                new NotificationService(),
                new EmailService(mailServer));
        bus.register(new PaymentService(payments));
        bus.register(new ShippingService(shipping));
        bus.register(shop.analytics);
        bus.register(shop.inventory);
        bus.register(shop.notifications);
        bus.register(shop.email);
        return shop;
    }
}

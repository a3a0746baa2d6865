package com.acme.app;

import com.acme.mail.Mails;
import com.acme.orders.OrderCreated;
import com.acme.orders.Orders;
import dev.eventbus.EventBus;

public final class App {
    private App() {}

    public static void main(String[] args) {
        try (EventBus found = EventBus.open()) {
            run(found, "found");
        }
        try (EventBus given = EventBus.builder()
                .index(new com.acme.mail.EventBusIndex(), new com.acme.orders.EventBusIndex())
                .build()) {
            run(given, "given");
        }
    }

    private static void run(EventBus bus, String orderId) {
        bus.register(new Orders());
        bus.register(new Mails());
        System.out.println("accepted by " + bus.publish(new OrderCreated(orderId)).accepted());
    }
}

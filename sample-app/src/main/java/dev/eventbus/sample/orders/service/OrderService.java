package dev.eventbus.sample.orders.service;

import dev.eventbus.sample.orders.domain.Order;
import dev.eventbus.sample.orders.event.OrderCreated;

/** Takes orders from customers. It does not know what happens to an order afterwards. */
public final class OrderService {

    private final Announcer announcer;

    public OrderService(Announcer announcer) {
        this.announcer = announcer;
    }

    /** Places an order; does not wait for the services that react to it. */
    public void place(Order order) {
        announcer.announce(new OrderCreated(order));
    }
}

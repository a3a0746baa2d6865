package dev.eventbus.sample.orders.service;

import dev.eventbus.sample.orders.domain.Order;
import dev.eventbus.sample.orders.event.OrderCreated;

/** Takes orders from customers. What happens to an order after that is nothing it knows about. */
public final class OrderService {

    private final Announcer announcer;

    public OrderService(Announcer announcer) {
        this.announcer = announcer;
    }

    /** Places an order; returns without waiting for anyone who reacts to it. */
    public void place(Order order) {
        announcer.announce(new OrderCreated(order));
    }
}

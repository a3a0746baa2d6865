package dev.eventbus.sample.orders.event;

import dev.eventbus.sample.orders.domain.Order;

/** Something that happened to an order. */
public sealed interface OrderEvent permits OrderCreated, PaymentCompleted, OrderShipped {

    /** The order that it happened to. */
    Order order();
}

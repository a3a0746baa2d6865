package dev.eventbus.sample.orders.event;

import dev.eventbus.Event;
import dev.eventbus.sample.orders.domain.Order;

/** An order has left the house. */
@Event("order.shipped")
public record OrderShipped(Order order, String trackingNumber) implements OrderEvent {}

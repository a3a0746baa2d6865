package dev.eventbus.sample.orders.event;

import dev.eventbus.Event;
import dev.eventbus.sample.orders.domain.Order;

/** A customer has placed an order. */
@Event("order.created")
public record OrderCreated(Order order) implements OrderEvent {}

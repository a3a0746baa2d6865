package dev.eventbus.sample.orders.event;

import dev.eventbus.Event;
import dev.eventbus.sample.orders.domain.Order;

/** An order has been paid. */
@Event("payment.completed")
public record PaymentCompleted(Order order, long cents) implements OrderEvent {}

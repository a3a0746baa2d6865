package dev.eventbus.acceptance;

import dev.eventbus.Event;

@Event(value = "order.created", key = "orderId")
record OrderCreated(String orderId, long cents) implements OrderEvent {}

package com.acme;

import dev.eventbus.Event;

@Event("order.created")
record OrderCreated(String orderId, long cents) implements OrderEvent {}

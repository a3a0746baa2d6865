package com.acme.orders;

import dev.eventbus.Event;

@Event("order.created")
public record OrderCreated(String orderId) {}

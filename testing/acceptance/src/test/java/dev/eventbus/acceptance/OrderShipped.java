package dev.eventbus.acceptance;

import dev.eventbus.Event;

/** An event of a public type, so that handlers of other packages can take it. */
@Event("order.shipped")
public record OrderShipped(String orderId) implements OrderEvent {}

package com.acme;

import dev.eventbus.Event;

@Event("order.shipped")
final class OrderShipped implements OrderEvent {}

package com.acme.wrong;

import dev.eventbus.Event;

@Event("order.created")
record OrderCreated(String orderId) {}

package com.acme;

import dev.eventbus.DeliveryMode;
import dev.eventbus.EventContext;
import dev.eventbus.Subscribe;

class Guard {
    @Subscribe(mode = DeliveryMode.DIRECT, priority = 10)
    void check(OrderCreated event, EventContext context) {}

    @Subscribe(mode = DeliveryMode.DIRECT, filter = "some")
    void filtered(OrderEvent event) {}

    @Subscribe(mode = DeliveryMode.DIRECT)
    void any(Object event) {}

    boolean some(OrderEvent event) {
        return true;
    }
}

package com.acme;

import dev.eventbus.EventContext;
import dev.eventbus.Overflow;
import dev.eventbus.Subscribe;

final class Mailer {
    @Subscribe
    void onOrder(OrderCreated event) {}

    @Subscribe(topic = "order.*", name = "audit", capacity = 64, overflow = Overflow.DROP_OLDEST)
    void audit(OrderEvent event, EventContext context) {}
}

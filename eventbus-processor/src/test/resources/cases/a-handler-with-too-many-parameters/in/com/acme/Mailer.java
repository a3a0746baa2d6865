package com.acme;

import dev.eventbus.EventContext;
import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe
    void onOrder(OrderCreated event, EventContext context, String more) {}
}

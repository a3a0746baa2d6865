package com.acme;

import dev.eventbus.EventContext;
import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe
    void contextOnly(EventContext context) {}

    @Subscribe
    void contextFirst(EventContext context, OrderCreated event) {}
}

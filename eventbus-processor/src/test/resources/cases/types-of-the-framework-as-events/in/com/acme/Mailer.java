package com.acme;

import dev.eventbus.EventBus;
import dev.eventbus.EventContext;
import dev.eventbus.Headers;
import dev.eventbus.Subscribe;
import dev.eventbus.UnhandledEvent;

class Mailer {
    @Subscribe
    void headers(Headers event) {}

    @Subscribe
    void bus(EventBus event, EventContext context) {}

    @Subscribe
    void system(UnhandledEvent event) {}
}

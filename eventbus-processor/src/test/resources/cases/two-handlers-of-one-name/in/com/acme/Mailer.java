package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe(name = "audit")
    void a(OrderCreated event) {}

    @Subscribe(name = "audit")
    void b(OrderEvent event) {}
}

package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe(capacity = 0)
    void none(OrderCreated event) {}

    @Subscribe(capacity = (1 << 30) + 1)
    void many(OrderCreated event) {}
}

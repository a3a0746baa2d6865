package com.acme;

import dev.eventbus.Overflow;
import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe(concurrency = 0)
    void a(OrderCreated event) {}

    @Subscribe(batch = 0)
    void b(OrderCreated event) {}

    @Subscribe(overflow = Overflow.BLOCK, blockMillis = -2)
    void c(OrderCreated event) {}

    @Subscribe(timeoutMillis = -1)
    void d(OrderCreated event) {}
}

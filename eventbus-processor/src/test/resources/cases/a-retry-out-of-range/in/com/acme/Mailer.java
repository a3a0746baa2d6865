package com.acme;

import dev.eventbus.Retry;
import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe(retry = @Retry(maxAttempts = 0, delayMillis = -1, multiplier = 0.5, jitter = 1.5))
    void a(OrderCreated event) {}

    @Subscribe(retry = @Retry(maxAttempts = 2, delayMillis = 60_000))
    void b(OrderCreated event) {}
}

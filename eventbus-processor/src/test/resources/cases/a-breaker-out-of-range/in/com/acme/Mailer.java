package com.acme;

import dev.eventbus.Breaker;
import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe(
            breaker =
                    @Breaker(failures = -1, failureRate = 2, window = 0, openMillis = 0, probes = 0))
    void a(OrderCreated event) {}
}

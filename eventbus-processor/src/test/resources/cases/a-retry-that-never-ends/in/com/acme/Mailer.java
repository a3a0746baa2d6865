package com.acme;

import dev.eventbus.Retry;
import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe(retry = @Retry(maxAttempts = Integer.MAX_VALUE, delayMillis = 0))
    void onOrder(OrderCreated event) {}
}

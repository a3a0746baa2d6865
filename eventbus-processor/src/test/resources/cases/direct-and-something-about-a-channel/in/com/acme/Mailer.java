package com.acme;

import dev.eventbus.Breaker;
import dev.eventbus.DeliveryMode;
import dev.eventbus.Overflow;
import dev.eventbus.Retry;
import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe(
            mode = DeliveryMode.DIRECT,
            capacity = 1024,
            replay = 0,
            overflow = Overflow.BLOCK,
            blockMillis = 5,
            concurrency = 2,
            key = "orderId",
            batch = 1,
            retry = @Retry(maxAttempts = 2),
            breaker = @Breaker(failures = 2),
            timeoutMillis = 10)
    void onOrder(OrderCreated event) {}
}

package com.acme;

import dev.eventbus.Breaker;
import dev.eventbus.Overflow;
import dev.eventbus.Retry;
import dev.eventbus.Subscribe;
import java.io.FileNotFoundException;
import java.io.IOException;

class Everything {
    @Subscribe(
            topic = "**",
            name = "every attribute",
            capacity = 1,
            replay = 1,
            overflow = Overflow.BLOCK,
            blockMillis = -1,
            filter = "large",
            concurrency = 8,
            key = "orderId",
            retry =
                    @Retry(
                            maxAttempts = 5,
                            delayMillis = 10,
                            multiplier = 1.5,
                            maxDelayMillis = 100,
                            jitter = 0,
                            retryOn = {IOException.class, Everything.Broken.class},
                            abortOn = FileNotFoundException.class),
            breaker =
                    @Breaker(
                            failures = 3,
                            failureRate = 0.5,
                            window = 20,
                            openMillis = 1000,
                            probes = 2,
                            whileOpen = Breaker.WhileOpen.DROP),
            timeoutMillis = 2000)
    void onOrder(OrderCreated event) {}

    boolean large(OrderEvent event) {
        return true;
    }

    static class Broken extends Exception {
        private static final long serialVersionUID = 1;
    }
}

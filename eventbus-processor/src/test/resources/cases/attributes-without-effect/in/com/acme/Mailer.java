package com.acme;

import dev.eventbus.Breaker;
import dev.eventbus.Overflow;
import dev.eventbus.Retry;
import dev.eventbus.Subscribe;
import java.io.FileNotFoundException;
import java.io.IOException;

class Mailer {
    @Subscribe(key = "orderId")
    void key(OrderCreated event) {}

    @Subscribe(blockMillis = 5)
    void blockMillis(OrderCreated event) {}

    @Subscribe(priority = 1)
    void priority(OrderCreated event) {}

    @Subscribe(overflow = Overflow.CONFLATE, capacity = 5)
    void capacity(OrderCreated event) {}

    @Subscribe(overflow = Overflow.CONFLATE, capacity = 5, key = "orderId")
    void capacityOfKeys(OrderCreated event) {}

    @Subscribe(retry = @Retry)
    void retry(OrderCreated event) {}

    @Subscribe(retry = @Retry(delayMillis = 5, jitter = 0))
    void delay(OrderCreated event) {}

    @Subscribe(retry = @Retry(maxAttempts = 3, delayMillis = 0, multiplier = 3))
    void multiplier(OrderCreated event) {}

    @Subscribe(retry = @Retry(retryOn = IOException.class, abortOn = {}))
    void failures(OrderCreated event) {}

    @Subscribe(retry = @Retry(maxAttempts = 3, retryOn = IOException.class, abortOn = IOException.class))
    void both(OrderCreated event) {}

    @Subscribe(
            retry =
                    @Retry(
                            maxAttempts = 3,
                            retryOn = {Exception.class, FileNotFoundException.class},
                            abortOn = {IllegalStateException.class, IOException.class}))
    void covered(OrderCreated event) {}

    @Subscribe(retry = @Retry(maxAttempts = 3, retryOn = OutOfMemoryError.class, abortOn = LinkageError.class))
    void errors(OrderCreated event) {}

    @Subscribe(retry = @Retry(maxAttempts = 3, retryOn = Throwable.class, abortOn = VirtualMachineError.class))
    void errorsAmongThem(OrderCreated event) {}

    @Subscribe(breaker = @Breaker)
    void breaker(OrderCreated event) {}

    @Subscribe(breaker = @Breaker(openMillis = 5))
    void open(OrderCreated event) {}

    @Subscribe(breaker = @Breaker(failures = 5, window = 10))
    void window(OrderCreated event) {}
}

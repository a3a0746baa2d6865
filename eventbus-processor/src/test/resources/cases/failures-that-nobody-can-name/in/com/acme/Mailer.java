package com.acme;

import com.acme.other.Failures;
import dev.eventbus.Retry;
import dev.eventbus.Subscribe;

class Mailer extends Failures {
    @Subscribe(retry = @Retry(maxAttempts = 3, retryOn = {Own.class, Failures.Open.class, Failures.Shut.class}))
    void retried(OrderCreated event) {}

    @Subscribe(retry = @Retry(maxAttempts = 3, abortOn = Own.class))
    void aborted(OrderCreated event) {}

    private static class Own extends Exception {
        private static final long serialVersionUID = 1;
    }
}

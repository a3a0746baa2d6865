package dev.eventbus.acceptance;

import dev.eventbus.Breaker;
import dev.eventbus.EventContext;
import dev.eventbus.Retry;
import dev.eventbus.Subscribe;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Handlers that say what happens when they fail. */
final class FaultPolicies {

    private FaultPolicies() {}

    static final class Retrying {

        final Journal journal = new Journal();

        @Subscribe(
                retry =
                        @Retry(
                                maxAttempts = 3,
                                delayMillis = 1,
                                retryOn = {IOException.class, RuntimeException.class},
                                abortOn = IllegalStateException.class))
        void on(OrderCreated event, EventContext context) throws IOException {
            journal.note(event.orderId() + " " + context.attempt());
            if (event.orderId().equals("abort")) {
                throw new IllegalStateException("expected");
            }
            if (context.attempt() < 3) {
                throw new IOException("expected");
            }
        }
    }

    static final class Breaking {

        final Journal journal = new Journal();

        @Subscribe(breaker = @Breaker(failures = 2, openMillis = 1_000_000, whileOpen = Breaker.WhileOpen.DROP))
        void on(OrderCreated event) {
            journal.note(event.orderId());
            throw new IllegalStateException("expected");
        }
    }

    static final class Hurried {

        @Subscribe(timeoutMillis = 20)
        void on(OrderCreated event) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }
}

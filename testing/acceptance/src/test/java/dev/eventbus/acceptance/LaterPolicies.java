package dev.eventbus.acceptance;

import dev.eventbus.Breaker;
import dev.eventbus.Retry;
import dev.eventbus.Subscribe;

/** Handlers that compile and carry all their attributes, and that this version of the runtime refuses. */
final class LaterPolicies {

    private LaterPolicies() {}

    static final class Retrying {
        @Subscribe(retry = @Retry(maxAttempts = 5))
        void on(OrderCreated event) {}
    }

    static final class Breaking {
        @Subscribe(breaker = @Breaker(failures = 3))
        void on(OrderCreated event) {}
    }

    static final class Hurried {
        @Subscribe(timeoutMillis = 50)
        void on(OrderCreated event) {}
    }

    /** Its first handler is fine, its second is not: neither may be subscribed. */
    static final class HalfAvailable {
        @Subscribe
        void available(OrderCreated event) {}

        @Subscribe(timeoutMillis = 50)
        void later(OrderCreated event) {}
    }
}

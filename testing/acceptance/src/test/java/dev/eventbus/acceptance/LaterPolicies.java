package dev.eventbus.acceptance;

import dev.eventbus.Breaker;
import dev.eventbus.Overflow;
import dev.eventbus.Retry;
import dev.eventbus.Subscribe;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Handlers that compile and carry all their attributes, and that this version of the runtime refuses. */
final class LaterPolicies {

    private LaterPolicies() {}

    static final class Conflating {
        @Subscribe(overflow = Overflow.CONFLATE, key = "orderId")
        void on(OrderCreated event) {}
    }

    static final class Blocking {
        @Subscribe(overflow = Overflow.BLOCK, blockMillis = 5)
        void on(OrderCreated event) {}
    }

    static final class Concurrent {
        @Subscribe(concurrency = 4, key = "orderId")
        void on(OrderCreated event) {}
    }

    static final class Batching {
        @Subscribe(batch = 100)
        void on(List<OrderCreated> events) {}
    }

    static final class Staged {
        @Subscribe
        CompletionStage<Void> on(OrderCreated event) {
            return CompletableFuture.completedFuture(null);
        }
    }

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

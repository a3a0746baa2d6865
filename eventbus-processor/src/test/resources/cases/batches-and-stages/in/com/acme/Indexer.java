package com.acme;

import dev.eventbus.EventContext;
import dev.eventbus.Subscribe;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

class Indexer {
    @Subscribe(batch = 100)
    void index(List<OrderCreated> orders) {}

    @Subscribe(batch = 10, filter = "large")
    CompletionStage<?> store(List<? extends OrderEvent> events, EventContext context) throws Exception {
        return CompletableFuture.completedStage(null);
    }

    boolean large(OrderEvent event) {
        return true;
    }

    @Subscribe
    CompletableFuture<Void> send(OrderCreated event) {
        return CompletableFuture.completedFuture(null);
    }
}

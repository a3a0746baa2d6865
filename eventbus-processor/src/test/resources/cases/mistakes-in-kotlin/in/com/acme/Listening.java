package com.acme;

import dev.eventbus.Subscribe;

@kotlin.Metadata
public interface Listening {
    @Subscribe
    void on(OrderCreated event);

    @kotlin.Metadata
    final class DefaultImpls {
        @Subscribe
        public static void on(Listening self, OrderCreated event) {}
    }
}

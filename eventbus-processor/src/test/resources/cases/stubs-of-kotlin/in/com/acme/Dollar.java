package com.acme;

import dev.eventbus.Subscribe;

/** No work of Kotlin: here a dollar is a dollar. */
class Dollar {
    @Subscribe
    void on$order(OrderCreated event) {}
}

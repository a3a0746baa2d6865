package com.acme;

import dev.eventbus.Subscribe;

class Base {
    @Subscribe
    void onOrder(OrderCreated event) {}
}

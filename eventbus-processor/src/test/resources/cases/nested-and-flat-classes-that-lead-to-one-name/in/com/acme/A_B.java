package com.acme;

import dev.eventbus.Subscribe;

class A_B {
    @Subscribe
    void onOrder(OrderCreated event) {}
}

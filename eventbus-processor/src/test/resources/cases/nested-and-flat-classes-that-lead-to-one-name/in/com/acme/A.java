package com.acme;

import dev.eventbus.Subscribe;

class A {
    static class B {
        @Subscribe
        void onOrder(OrderCreated event) {}
    }
}

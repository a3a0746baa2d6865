package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe(key = "oderId", concurrency = 2)
    void on0(OrderCreated event) {}

    @Subscribe(key = "orderId.size", concurrency = 2)
    void on1(OrderCreated event) {}

    @Subscribe(key = "cents.value", concurrency = 2)
    void on2(OrderCreated event) {}

    @Subscribe(key = "orderId.", concurrency = 2)
    void on3(OrderCreated event) {}

    @Subscribe(key = "orderId.toCharArray", concurrency = 2)
    void on4(OrderCreated event) {}

    @Subscribe(key = "customer.secret", concurrency = 2)
    void on5(OrderCreated event) {}

    @Subscribe(key = "a-b", concurrency = 2)
    void on6(OrderCreated event) {}
}

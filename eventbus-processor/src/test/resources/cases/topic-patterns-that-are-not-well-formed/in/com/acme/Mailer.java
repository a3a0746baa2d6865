package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe(topic = "order..created")
    void on0(OrderCreated event) {}

    @Subscribe(topic = ".order")
    void on1(OrderCreated event) {}

    @Subscribe(topic = "order.")
    void on2(OrderCreated event) {}

    @Subscribe(topic = "order.a**")
    void on3(OrderCreated event) {}

    @Subscribe(topic = "order created")
    void on4(OrderCreated event) {}

    @Subscribe(topic = "order.\u0007")
    void on5(OrderCreated event) {}

    @Subscribe(topic = "**.***")
    void on6(OrderCreated event) {}
}

package com.acme;

import dev.eventbus.Subscribe;
import dev.eventbus.UnhandledEvent;

class Mailer {
    @Subscribe(topic = "order.craeted")
    void typo(OrderCreated event) {}

    @Subscribe(topic = "orders.*")
    void plural(OrderCreated event) {}

    @Subscribe(topic = "order.*")
    void right(OrderCreated event) {}

    @Subscribe(topic = "order.*")
    void notSealed(OrderEvent event) {}

    @Subscribe(topic = "shape.triangle")
    void sealed(Shape event) {}

    @Subscribe(topic = "shape.square")
    void oneOfThem(Shape event) {}

    @Subscribe(topic = "bus.*")
    void system(UnhandledEvent event) {}
}

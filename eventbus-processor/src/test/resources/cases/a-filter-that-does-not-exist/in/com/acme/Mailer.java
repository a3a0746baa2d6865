package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe(filter = "isLarge")
    void onOrder(OrderCreated event) {}

    boolean large(OrderCreated event) {
        return event.cents() > 100;
    }

    boolean isLargr(OrderEvent event) {
        return true;
    }

    @Subscribe(filter = "nothingLikeIt")
    void other(OrderCreated event) {}
}

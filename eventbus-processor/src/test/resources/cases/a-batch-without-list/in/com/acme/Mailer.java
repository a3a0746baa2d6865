package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe(batch = 10)
    void onOrder(OrderCreated event) {}
}

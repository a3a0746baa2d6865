package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe
    void onOrder(OrderCreated event) {}
}

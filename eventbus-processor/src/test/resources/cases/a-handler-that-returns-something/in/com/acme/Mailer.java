package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe
    boolean onOrder(OrderCreated event) {
        return true;
    }
}

package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe
    static void onOrder(OrderCreated event) {}
}

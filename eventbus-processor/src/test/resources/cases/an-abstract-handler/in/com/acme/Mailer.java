package com.acme;

import dev.eventbus.Subscribe;

abstract class Mailer {
    @Subscribe
    abstract void onOrder(OrderCreated event);
}

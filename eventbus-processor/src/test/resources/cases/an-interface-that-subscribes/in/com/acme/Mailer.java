package com.acme;

import dev.eventbus.Subscribe;

interface Mailer {
    @Subscribe
    default void onOrder(OrderCreated event) {}
}

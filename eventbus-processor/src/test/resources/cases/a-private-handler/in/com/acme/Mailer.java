package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe
    private void onOrder(OrderCreated event) {}
}

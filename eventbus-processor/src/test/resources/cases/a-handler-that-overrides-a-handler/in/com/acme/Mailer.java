package com.acme;

import dev.eventbus.Subscribe;

class Mailer extends Base {
    @Subscribe
    @Override
    void onOrder(OrderCreated event) {}
}

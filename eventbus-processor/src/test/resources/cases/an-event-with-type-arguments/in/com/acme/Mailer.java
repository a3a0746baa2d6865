package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe
    void onPage(Page<OrderCreated> page) {}

    record Page<T>(T content) {}
}

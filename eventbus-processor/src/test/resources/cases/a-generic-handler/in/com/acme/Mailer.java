package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe
    <T> void onOrder(T event) {}
}

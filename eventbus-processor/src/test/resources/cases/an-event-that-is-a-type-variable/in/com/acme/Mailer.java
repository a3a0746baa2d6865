package com.acme;

import dev.eventbus.Subscribe;

class Mailer<E> {
    @Subscribe
    void onAny(E event) {}
}

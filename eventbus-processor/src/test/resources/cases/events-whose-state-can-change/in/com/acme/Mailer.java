package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe
    void one(Events.Holder event) {}

    @Subscribe
    void again(Events.Holder event) {}

    @Subscribe
    void settable(Events.Settable event) {}
}

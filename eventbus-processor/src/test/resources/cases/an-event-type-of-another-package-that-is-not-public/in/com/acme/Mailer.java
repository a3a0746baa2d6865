package com.acme;

import dev.eventbus.Subscribe;

class Mailer extends com.other.Base {
    @Subscribe
    void onHidden(Hidden event) {}
}

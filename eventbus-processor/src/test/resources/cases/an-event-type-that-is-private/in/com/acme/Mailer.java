package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe
    void onSecret(Secret event) {}

    private record Secret(String text) {}
}

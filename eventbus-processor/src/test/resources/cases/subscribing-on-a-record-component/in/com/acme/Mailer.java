package com.acme;

import dev.eventbus.Subscribe;

record Mailer(
        String name,
        @Subscribe(topic = "order.*")
        String address) {

    @Subscribe
    public String name() {
        return name;
    }

    @Subscribe
    void onOrder(String event) {}
}

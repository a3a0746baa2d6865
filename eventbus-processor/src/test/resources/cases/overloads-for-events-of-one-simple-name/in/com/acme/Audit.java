package com.acme;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Subscribe;

class Audit {
    @Subscribe
    void on(Order.Created event) {}

    @Subscribe(mode = DeliveryMode.DIRECT)
    void on(User.Created event) {}

    @Subscribe
    void on(User.Deleted event) {}

    @Subscribe
    void on(com.acme.other.User.Created event) {}
}

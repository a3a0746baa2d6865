package com.acme;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Subscribe;

class event {
    @Subscribe
    void on(DeliveryCursor event) {}

    @Subscribe
    void on(List event) {}

    @Subscribe(batch = 2, name = "batch")
    void on(java.util.List<DeliveryCursor> event) {}

    @Subscribe(mode = DeliveryMode.DIRECT)
    void on(String event) {}

    @Subscribe(mode = DeliveryMode.DIRECT, name = "all")
    void on$all(java.lang.Object event) {}
}

package com.acme.changes;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe(mode = DeliveryMode.DIRECT)
    void onOrder(Order order) {}
}

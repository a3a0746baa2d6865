package com.acme;

import dev.eventbus.Overflow;
import dev.eventbus.Subscribe;
import java.util.List;

class Mailer {
    @Subscribe(batch = 10, overflow = Overflow.CONFLATE)
    void onOrders(List<OrderCreated> events) {}
}

package com.acme;

import dev.eventbus.Subscribe;
import java.util.List;

class Mailer {
    @Subscribe(batch = 100, capacity = 10)
    void onOrders(List<OrderCreated> events) {}

    @Subscribe(batch = 2000)
    void more(List<OrderCreated> events) {}
}

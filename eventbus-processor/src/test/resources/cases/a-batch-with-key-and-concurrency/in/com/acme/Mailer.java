package com.acme;

import dev.eventbus.Subscribe;
import java.util.List;

class Mailer {
    @Subscribe(batch = 10, key = "orderId", concurrency = 2)
    void onOrders(List<OrderCreated> events) {}
}

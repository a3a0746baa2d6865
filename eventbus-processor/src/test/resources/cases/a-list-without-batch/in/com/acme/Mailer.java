package com.acme;

import dev.eventbus.Subscribe;
import java.util.List;

class Mailer {
    @Subscribe
    void onOrders(List<OrderCreated> events) {}
}

package com.acme.mail;

import com.acme.orders.OrderCreated;
import dev.eventbus.DeliveryMode;
import dev.eventbus.Subscribe;

public final class Mails {
    public Mails() {}

    @Subscribe
    void onOrder(OrderCreated order) {
        System.out.println("mails: " + order.orderId());
    }

    @Subscribe(mode = DeliveryMode.DIRECT)
    void check(OrderCreated order) {
        System.out.println("checked: " + order.orderId());
    }
}

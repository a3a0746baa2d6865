package com.acme.orders;

import dev.eventbus.Subscribe;

public final class Orders {
    public Orders() {}

    @Subscribe
    void onOrder(OrderCreated order) {
        System.out.println("orders: " + order.orderId());
    }
}

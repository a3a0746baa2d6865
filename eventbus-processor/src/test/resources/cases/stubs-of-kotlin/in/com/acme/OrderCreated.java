package com.acme;

import dev.eventbus.Event;

@kotlin.Metadata
@Event(value = "order.created", key = "orderId")
public final class OrderCreated {
    private final String orderId = "";
    private final String customer = "";

    /** An order. */
    public OrderCreated() {}

    public String getOrderId() {
        return orderId;
    }

    public String getCustomer$shop_main() {
        return customer;
    }
}

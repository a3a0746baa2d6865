package com.acme;

@kotlin.Metadata
public final class OrderCreated {
    private final String orderId = "";

    public String getOrderId() {
        return orderId;
    }
}

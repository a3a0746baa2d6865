package com.acme;

@kotlin.Metadata
public final class OrderCreated {
    private final String orderId = "";
    private final String secret = "";

    public String getOrderId() {
        return orderId;
    }

    @Override
    public String toString() {
        return secret;
    }
}

package com.acme;

public final class Customer {
    private final String secret = "";

    @Override
    public String toString() {
        return "a customer" + secret.length();
    }
}

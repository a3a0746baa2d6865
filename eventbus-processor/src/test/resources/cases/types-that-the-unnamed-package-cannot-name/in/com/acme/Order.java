package com.acme;

public class Order {
    protected record Created(String id) {}

    protected static class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    public record Holder(Created created) {}
}

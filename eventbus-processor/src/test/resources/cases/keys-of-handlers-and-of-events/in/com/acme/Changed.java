package com.acme;

import dev.eventbus.Event;

@Event(value = "customer.changed", version = 3, key = "customer.id")
public record Changed(Customer customer, Price price) {
    public static class Customer {
        public long getId() {
            return 1;
        }

        /** A customer. */
        public Customer() {}
    }

    public static class Price {
        final String currency = "EUR";

        /** A price. */
        public Price() {}

        public boolean isNet() {
            return true;
        }
    }
}

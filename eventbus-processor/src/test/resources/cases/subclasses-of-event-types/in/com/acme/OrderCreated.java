package com.acme;

import dev.eventbus.Event;

@Event("order.created")
class OrderCreated {
    final String id;

    OrderCreated(String id) {
        this.id = id;
    }

    static class Nested extends OrderCreated {
        Nested(String id) {
            super(id);
        }
    }
}

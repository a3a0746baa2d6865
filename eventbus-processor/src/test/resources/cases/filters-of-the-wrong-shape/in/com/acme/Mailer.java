package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe(filter = "hidden")
    void a(OrderCreated event) {}

    @Subscribe(filter = "fixed")
    void b(OrderCreated event) {}

    @Subscribe(filter = "counts")
    void c(OrderCreated event) {}

    @Subscribe(filter = "two")
    void d(OrderCreated event) {}

    @Subscribe(filter = "strings")
    void e(OrderCreated event) {}

    private boolean hidden(OrderCreated event) {
        return true;
    }

    static boolean fixed(OrderCreated event) {
        return true;
    }

    int counts(OrderCreated event) {
        return 1;
    }

    boolean two(OrderCreated event, String more) {
        return hidden(event);
    }

    boolean strings(String text) {
        return true;
    }
}

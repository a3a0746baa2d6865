package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe
    private static int onOrder(int event) {
        return 0;
    }

    @Subscribe(capacity = -5)
    void onOther(OrderCreated event, int more) {}
}

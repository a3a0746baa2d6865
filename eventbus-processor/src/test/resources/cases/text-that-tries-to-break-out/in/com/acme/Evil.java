package com.acme;

import dev.eventbus.Subscribe;

class Evil {
    @Subscribe(topic = "$T.\"+*.exit(1)+\"", name = "\"; System.exit(1); // $S \u0041 \\ */ %s")
    void onOrder(OrderCreated event) {}
}

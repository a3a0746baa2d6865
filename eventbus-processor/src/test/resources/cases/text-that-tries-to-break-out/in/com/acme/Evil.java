package com.acme;

import dev.eventbus.Subscribe;

class Evil {
    @Subscribe(topic = "\";System.exit(1);//$T$L", name = "\"; System.exit(1); // $S \u0041 \\ */ \n %s")
    void onOrder(OrderCreated event) {}
}

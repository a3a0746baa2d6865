package com.acme;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Subscribe;

class Loose {
    @Subscribe(mode = DeliveryMode.DIRECT)
    void onText(String event) {}
}

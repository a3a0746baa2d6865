package com.acme;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Subscribe;

class Display {
    @Subscribe(name = "\\u0041 \\\u20ac", topic = "preis.*", filter = "pr\u00fcft")
    void zeigt\u20ac(PriceChanged event) {}

    @Subscribe(mode = DeliveryMode.DIRECT)
    void \ud835\udd04(PriceChanged event) {}

    boolean pr\u00fcft(PriceChanged event) {
        return true;
    }
}

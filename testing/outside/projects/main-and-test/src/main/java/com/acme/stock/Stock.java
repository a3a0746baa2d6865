package com.acme.stock;

import dev.eventbus.Subscribe;

final class Stock {
    int reserved;

    @Subscribe
    void onReserve(Reserve event) {
        reserved += event.units();
    }
}

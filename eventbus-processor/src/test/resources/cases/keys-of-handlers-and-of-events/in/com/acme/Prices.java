package com.acme;

import dev.eventbus.Overflow;
import dev.eventbus.Subscribe;

class Prices {
    @Subscribe(overflow = Overflow.CONFLATE)
    void latest(Changed event) {}

    @Subscribe(concurrency = 2, key = "price.currency")
    void byCurrency(Changed event) {}

    @Subscribe(concurrency = 2, key = "price.net")
    void byNet(Changed event) {}

    @Subscribe
    void all(Changed event) {}

    @Subscribe(overflow = Overflow.CONFLATE, key = "hashCode")
    void object(Object event) {}
}

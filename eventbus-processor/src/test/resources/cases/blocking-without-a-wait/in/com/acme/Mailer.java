package com.acme;

import dev.eventbus.Overflow;
import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe(overflow = Overflow.BLOCK, blockMillis = 0)
    void onOrder(OrderCreated event) {}

    @Subscribe(overflow = Overflow.BLOCK, blockMillis = -1)
    void withoutLimit(OrderCreated event) {}
}

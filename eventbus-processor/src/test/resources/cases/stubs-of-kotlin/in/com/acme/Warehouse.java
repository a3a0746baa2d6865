package com.acme;

import dev.eventbus.Overflow;
import dev.eventbus.Retry;
import dev.eventbus.Subscribe;

@kotlin.Metadata
public final class Warehouse {
    /** A warehouse. */
    public Warehouse() {}

    @Subscribe(filter = "isWanted", overflow = Overflow.CONFLATE, key = "customer")
    public final void reserve$shop_main(OrderCreated event) {}

    public final boolean isWanted$shop_main(OrderCreated event) {
        return false;
    }

    @Subscribe
    public final void note(OrderCreated event) {}

    @Subscribe
    public final void note$shop_main(Changing event) {}

    // The body of a stub says nothing about the function's.
    @Subscribe(retry = @Retry(maxAttempts = Integer.MAX_VALUE))
    public final void forEver(OrderCreated event) {}
}

package com.acme.billing;

import com.acme.OrderCreated;
import com.acme.OrderEvent;
import dev.eventbus.DeliveryMode;
import dev.eventbus.Subscribe;

public class Ledger {
    /** A ledger. */
    public Ledger() {}

    @Subscribe(mode = DeliveryMode.DIRECT)
    public void book(OrderCreated event) {}

    @Subscribe(mode = DeliveryMode.DIRECT)
    public void book(OrderEvent event) {}

    @Subscribe(mode = DeliveryMode.DIRECT, priority = -1)
    void log(OrderEvent event) {}
}

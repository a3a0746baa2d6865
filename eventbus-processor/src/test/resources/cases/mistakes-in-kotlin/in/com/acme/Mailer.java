package com.acme;

import dev.eventbus.Event;
import dev.eventbus.Subscribe;

@kotlin.Metadata
public final class Mailer {
    @Subscribe
    private void hidden(OrderCreated event) {}

    @Subscribe
    public static void onOrder(OrderCreated event) {}

    @Subscribe
    public boolean expression(OrderCreated event) {
        return false;
    }

    @Subscribe
    public void changing(Changing event) {}

    @Subscribe(key = "oderId", concurrency = 2)
    public void byOrder(OrderCreated event) {}

    @Subscribe(key = "secret", concurrency = 2)
    public void bySecret(OrderCreated event) {}

    @Subscribe
    public void number(long event) {}

    @Subscribe(filter = "isLrge")
    public void filtered$shop_main(OrderCreated event) {}

    public boolean isLarge$shop_main(OrderCreated event) {
        return true;
    }

    @Event("hidden")
    private static final class Hidden {}

    static final class Inner {
        @Subscribe
        public void on(OrderCreated event) {}
    }
}

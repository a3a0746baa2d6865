package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    private static class Inner {
        static class Innermost {
            @Subscribe
            void onOrder(OrderCreated event) {}
        }
    }
}

package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    final Object field = new Object() {
        @Subscribe
        void inField(OrderCreated event) {}
    };

    void method() {
        class Local {
            @dev.eventbus.Subscribe
            void inLocal(OrderCreated event) {}
        }
        new Local();
        new Object() {
            @Subscribe
            void inAnonymous(OrderCreated event) {}
        };
    }

    static class Nested {
        @Subscribe
        void fine(OrderCreated event) {}
    }

    enum Kind {
        ONE {
            @Subscribe
            void inConstant(OrderCreated event) {}
        }
    }
}

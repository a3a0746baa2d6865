package com.acme;

import dev.eventbus.Event;

@Event("kind")
enum Kind {
    ONE {
        @Override
        int number() {
            return 1;
        }
    };

    abstract int number();
}

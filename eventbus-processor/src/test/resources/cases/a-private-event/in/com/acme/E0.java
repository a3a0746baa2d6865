package com.acme;

import dev.eventbus.Event;

class E0 {
    @Event("order")
    private record Inner(String id) {}
}

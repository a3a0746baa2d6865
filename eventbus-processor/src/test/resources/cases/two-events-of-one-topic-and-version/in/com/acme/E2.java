package com.acme;

import dev.eventbus.Event;

@Event(value = "order", version = 2)
record E2(String id) {}

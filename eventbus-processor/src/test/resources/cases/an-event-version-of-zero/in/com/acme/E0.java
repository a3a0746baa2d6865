package com.acme;

import dev.eventbus.Event;

@Event(value = "order", version = 0)
record E0(String id) {}

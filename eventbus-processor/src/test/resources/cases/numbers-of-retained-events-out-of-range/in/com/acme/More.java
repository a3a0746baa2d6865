package com.acme;

import dev.eventbus.Event;

@Event(value = "more", retain = (1 << 16) + 1)
record More(String id) {}

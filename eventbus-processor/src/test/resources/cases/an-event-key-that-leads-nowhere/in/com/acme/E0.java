package com.acme;

import dev.eventbus.Event;

@Event(value = "order", key = "ident.name")
record E0(String id) {}

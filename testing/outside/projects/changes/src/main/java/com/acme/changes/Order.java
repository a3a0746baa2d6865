package com.acme.changes;

import dev.eventbus.Event;

@Event("order.created")
public record Order(String id) {}

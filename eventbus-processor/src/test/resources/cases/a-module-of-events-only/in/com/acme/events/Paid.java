package com.acme.events;

import dev.eventbus.Event;

@Event(value = "paid", key = "id")
public record Paid(String id) {}

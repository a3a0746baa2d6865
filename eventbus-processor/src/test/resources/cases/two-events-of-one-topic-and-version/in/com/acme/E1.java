package com.acme;

import dev.eventbus.Event;

@Event("order")
record E1(String id) {}

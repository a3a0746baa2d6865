package com.acme;

import dev.eventbus.Event;

@Event("com.acme.OrderCreated")
record Paid() {}

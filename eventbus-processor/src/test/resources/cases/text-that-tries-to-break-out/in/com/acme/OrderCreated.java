package com.acme;

import dev.eventbus.Event;

@Event("$T.\"+System.exit(1)+\"")
record OrderCreated(String orderId) {}

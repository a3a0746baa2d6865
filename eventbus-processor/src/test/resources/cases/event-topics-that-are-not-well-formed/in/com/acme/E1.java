package com.acme;

import dev.eventbus.Event;

@Event("")
record E1(String id) {}

package com.acme;

import dev.eventbus.Event;

@Event("a..b")
record E2(String id) {}

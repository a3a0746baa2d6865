package com.acme;

import dev.eventbus.Event;

@Event(value = "less", retain = -1)
record Less(String id) {}

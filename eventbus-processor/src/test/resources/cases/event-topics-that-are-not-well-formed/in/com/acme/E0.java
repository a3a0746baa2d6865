package com.acme;

import dev.eventbus.Event;

@Event("order.*")
record E0(String id) {}

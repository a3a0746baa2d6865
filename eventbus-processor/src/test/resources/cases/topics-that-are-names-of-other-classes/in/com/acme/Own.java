package com.acme;

import dev.eventbus.Event;

@Event("com.acme.Own")
record Own() {}

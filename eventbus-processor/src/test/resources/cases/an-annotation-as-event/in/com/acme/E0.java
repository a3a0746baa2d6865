package com.acme;

import dev.eventbus.Event;

@Event("order")
@interface E0 {}

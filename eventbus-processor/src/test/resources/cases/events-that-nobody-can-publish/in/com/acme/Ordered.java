package com.acme;

import dev.eventbus.Event;

@Event("ordered")
interface Ordered {}

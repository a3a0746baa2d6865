package com.acme;

import dev.eventbus.Event;

@Event(value = "measured.humidity", version = 2, retain = Measured.RETAINED)
record Humidity(double percent) implements Measured {}

package com.acme;

import dev.eventbus.Event;

@Event(value = "measured.wind", retain = 0)
record Wind(double speed) implements Measured {}

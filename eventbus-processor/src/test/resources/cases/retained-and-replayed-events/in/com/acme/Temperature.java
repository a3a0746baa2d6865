package com.acme;

import dev.eventbus.Event;

@Event(value = "measured.temperature", retain = 65_536)
record Temperature(double degrees) implements Measured {}

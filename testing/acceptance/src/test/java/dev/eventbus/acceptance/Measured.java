package dev.eventbus.acceptance;

import dev.eventbus.Event;

/** An event that a bus retains. */
@Event(value = "measured", retain = 300)
record Measured(double degrees) {}

package dev.eventbus.benchmarks.topics;

import dev.eventbus.Event;

/**
 * An event that is always published on its own topic, which one of the patterns matches.
 *
 * @param number some payload
 */
@Event("user.7.seen")
record Sighting(long number) {}

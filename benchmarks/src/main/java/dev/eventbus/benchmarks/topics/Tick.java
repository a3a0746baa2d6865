package dev.eventbus.benchmarks.topics;

/**
 * An event without a topic of its own.
 *
 * @param number some payload
 */
record Tick(long number) {}

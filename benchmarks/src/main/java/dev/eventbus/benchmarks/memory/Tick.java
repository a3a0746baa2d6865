package dev.eventbus.benchmarks.memory;

/**
 * The event that is published.
 *
 * @param number some payload
 */
record Tick(long number) {}

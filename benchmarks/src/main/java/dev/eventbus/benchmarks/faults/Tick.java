package dev.eventbus.benchmarks.faults;

/**
 * The event that is published.
 *
 * @param number some payload
 */
record Tick(long number) {}

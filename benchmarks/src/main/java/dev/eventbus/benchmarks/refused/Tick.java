package dev.eventbus.benchmarks.refused;

/**
 * The event that is refused.
 *
 * @param number some payload
 */
public record Tick(long number) {}

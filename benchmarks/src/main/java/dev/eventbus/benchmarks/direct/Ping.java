package dev.eventbus.benchmarks.direct;

/**
 * The event of every contender whose events can be any object.
 *
 * @param number some payload
 */
public record Ping(long number) {}

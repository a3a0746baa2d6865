package dev.eventbus.benchmarks.harness;

/**
 * Two contenders of a work whose ratio, within each round, is of interest.
 *
 * @param contender whose figure is divided
 * @param base by whose
 */
public record Comparison(String contender, String base) {}

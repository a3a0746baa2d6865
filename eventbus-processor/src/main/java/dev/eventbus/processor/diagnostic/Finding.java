package dev.eventbus.processor.diagnostic;

/**
 * One problem that was found.
 *
 * @param problem what kind it is
 * @param location where it is
 * @param text what is said about it
 */
public record Finding(Problem problem, SourceLocation location, String text) {}

package dev.eventbus.processor.diagnostic;

/**
 * A problem at a location.
 *
 * @param problem the kind of problem
 * @param location where it is reported
 * @param text the message
 */
public record Finding(Problem problem, SourceLocation location, String text) {}

package dev.eventbus.processor.diagnostic;

/**
 * One problem that was found.
 *
 * @param problem what kind it is
 * @param place where it is
 * @param text what is said about it
 */
public record Finding(Problem problem, Place place, String text) {}

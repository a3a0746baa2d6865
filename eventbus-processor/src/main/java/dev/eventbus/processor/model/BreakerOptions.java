package dev.eventbus.processor.model;

/**
 * The values of a {@code @Breaker}.
 *
 * @param failures the failures in a row that open it
 * @param failureRate the share of failures that opens it
 * @param window the deliveries that the share is taken of
 * @param openMillis how long it stays open
 * @param probes the successes that close it
 * @param whileOpen the name of the constant that says what happens to events meanwhile
 */
public record BreakerOptions(
        int failures, double failureRate, int window, long openMillis, int probes, String whileOpen) {}

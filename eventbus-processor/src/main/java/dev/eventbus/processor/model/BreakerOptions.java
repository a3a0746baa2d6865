package dev.eventbus.processor.model;

/**
 * The values of a {@code @Breaker}.
 *
 * @param failures the number of consecutive failures that open it
 * @param failureRate the share of failures that opens it
 * @param window the number of deliveries over which the share is computed
 * @param openMillis how long it stays open
 * @param probes the number of successes that close it
 * @param whileOpen the name of the constant for the treatment of events while it is open
 */
public record BreakerOptions(
        int failures, double failureRate, int window, long openMillis, int probes, String whileOpen) {}

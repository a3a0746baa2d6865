package dev.eventbus.processor.model;

import java.util.List;

/**
 * How the key is got from an event.
 *
 * @param accessors what stands after each dot: {@code orderId()}, or {@code orderId} for a field
 */
public record KeyPath(List<String> accessors) {}

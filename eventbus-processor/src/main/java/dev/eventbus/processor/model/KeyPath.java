package dev.eventbus.processor.model;

import java.util.List;

/**
 * The path of accessors from an event to its key.
 *
 * @param accessors the code after each dot: {@code orderId()}, or {@code orderId} for a field
 */
public record KeyPath(List<String> accessors) {}

package dev.eventbus.processor.generation;

import dev.eventbus.processor.model.TypeReference;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of writing the index.
 *
 * @param name the name of the index
 * @param conflictLocation where a class of the same name exists already; null if the index was written
 */
public record IndexOutcome(TypeReference name, @Nullable String conflictLocation) {}

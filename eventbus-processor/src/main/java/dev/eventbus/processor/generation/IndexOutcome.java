package dev.eventbus.processor.generation;

import dev.eventbus.processor.model.TypeReference;
import org.jspecify.annotations.Nullable;

/**
 * What came of writing the index.
 *
 * @param name the name that it has, or could not have
 * @param clash where another class of that name is; null if it was written
 */
public record IndexOutcome(TypeReference name, @Nullable String clash) {}

package dev.eventbus.processor.model;

import java.util.Set;

/**
 * A class whose instances are events.
 *
 * @param type the class
 * @param concrete whether objects of exactly this class can be published
 * @param supertypes the binary names of the class itself and of all its superclasses and interfaces
 */
public record EventClass(TypeReference type, boolean concrete, Set<String> supertypes) {}

package dev.eventbus.processor.model;

import java.util.Set;

/**
 * A class of which events are.
 *
 * @param type the class
 * @param concrete whether objects of exactly this class can be published
 * @param supertypes the binary names of all classes and interfaces that its objects are instances of, its own included
 */
public record EventClass(TypeReference type, boolean concrete, Set<String> supertypes) {}

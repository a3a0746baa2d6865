package dev.eventbus.processor.validation;

/** Ends the reading of a class that names a type which does not exist, or which another processor has yet to generate. */
final class UnresolvedTypeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnresolvedTypeException(String type) {
        super(type, null, false, false);
    }
}

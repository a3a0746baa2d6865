package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Problem;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Thrown if a class refers to something that does not exist, perhaps because it has yet to be generated. */
final class UnresolvedTypeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient UnresolvedReference unresolved;

    /**
     * Creates an exception for a missing type.
     *
     * @param type the type
     * @param where the element that refers to it; null if it is unknown
     */
    UnresolvedTypeException(String type, @Nullable Element where) {
        this(new UnresolvedReference(Problem.MISSING_TYPE, type, where));
    }

    UnresolvedTypeException(UnresolvedReference unresolved) {
        super(unresolved.what(), null, false, false);
        this.unresolved = unresolved;
    }

    UnresolvedReference unresolved() {
        return unresolved;
    }
}

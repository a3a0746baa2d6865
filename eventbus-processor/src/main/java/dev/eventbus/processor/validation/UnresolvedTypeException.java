package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Problem;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** A class names something that does not exist, perhaps because another processor has yet to generate it. */
final class UnresolvedTypeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient UnresolvedReference unresolved;

    /**
     * A type is missing.
     *
     * @param type the type
     * @param where what names it; null if that is not known
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

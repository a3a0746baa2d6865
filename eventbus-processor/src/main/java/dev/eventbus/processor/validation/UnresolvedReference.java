package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * A type or attribute that a class needs and that the compiler does not know yet.
 *
 * @param problem the problem to report if it is never resolved
 * @param what its name
 * @param where the element that refers to it; null if it is unknown
 */
public record UnresolvedReference(
        Problem problem, String what, @Nullable Element where) {

    /**
     * Creates a reference to a type that existed in an earlier round.
     *
     * @param name its name
     * @return the reference
     */
    public static UnresolvedReference ofType(String name) {
        return new UnresolvedReference(Problem.MISSING_TYPE, name, null);
    }

    /**
     * Returns the missing type if the compiler threw because of a missing class file; rethrows all other exceptions.
     */
    static UnresolvedReference of(RuntimeException thrown) {
        if (thrown instanceof UnresolvedTypeException exception) {
            return exception.unresolved();
        }
        // An internal exception of javac, to which other code cannot refer.
        if (thrown.getClass().getSimpleName().equals("CompletionFailure")) {
            return new UnresolvedReference(Problem.MISSING_TYPE, String.valueOf(thrown.getMessage()), null);
        }
        throw thrown;
    }

    /**
     * Reports that it was never resolved.
     *
     * @param reader the name of the class that needs it
     * @param type that class; null if it cannot be found
     * @return an error
     */
    public ValidationReport report(String reader, @Nullable TypeElement type) {
        ValidationReport report = new ValidationReport();
        report.add(
                problem,
                type == null ? SourceLocation.NONE : SourceLocation.of(type),
                what,
                where == null ? reader : name(where),
                reader);
        return report;
    }

    private static String name(Element element) {
        return element instanceof TypeElement || !(element.getEnclosingElement() instanceof TypeElement type)
                ? element.toString()
                : type + "." + element;
    }
}

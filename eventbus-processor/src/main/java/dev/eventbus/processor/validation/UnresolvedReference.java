package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * What a class needs and the compiler does not know yet.
 *
 * @param problem what is reported if it never comes
 * @param what its name
 * @param where what names it; null if that is not known
 */
public record UnresolvedReference(
        Problem problem, String what, @Nullable Element where) {

    /**
     * A type that was there in an earlier round.
     *
     * @param name its name
     * @return what is missing
     */
    public static UnresolvedReference ofType(String name) {
        return new UnresolvedReference(Problem.MISSING_TYPE, name, null);
    }

    /** What the compiler lacks, if it threw because a class file is missing; rethrows everything else. */
    static UnresolvedReference of(RuntimeException thrown) {
        if (thrown instanceof UnresolvedTypeException exception) {
            return exception.unresolved();
        }
        // javac's own, which nobody else can name.
        if (thrown.getClass().getSimpleName().equals("CompletionFailure")) {
            return new UnresolvedReference(Problem.MISSING_TYPE, String.valueOf(thrown.getMessage()), null);
        }
        throw thrown;
    }

    /**
     * Reports that it is still missing.
     *
     * @param reader the class that needs it
     * @param type that class; null if it cannot be found itself
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

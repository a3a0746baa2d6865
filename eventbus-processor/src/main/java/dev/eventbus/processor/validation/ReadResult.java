package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.ValidationReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading a class: a report and, without errors, a declaration; or the reference that is not resolved
 * yet.
 *
 * @param <T> the type of the declaration
 * @param report the findings
 * @param declared the declaration; null if there are errors or something is unresolved
 * @param unresolved a reference that the class needs and that does not exist yet; null if there is none
 */
public record ReadResult<T>(
        ValidationReport report,
        @Nullable T declared,
        @Nullable UnresolvedReference unresolved) {

    static <T> ReadResult<T> of(ValidationReport report, @Nullable T declared) {
        return new ReadResult<>(report, report.hasErrors() ? null : declared, null);
    }

    /** The class can be read only when the reference exists. */
    static <T> ReadResult<T> ofUnresolved(UnresolvedReference unresolved) {
        return new ReadResult<>(new ValidationReport(), null, unresolved);
    }

    /**
     * Returns the declaration.
     *
     * @return the declaration; empty if there are errors or something is unresolved
     */
    public Optional<T> declaration() {
        return Optional.ofNullable(declared);
    }
}

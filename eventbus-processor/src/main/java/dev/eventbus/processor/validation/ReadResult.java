package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.ValidationReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a class.
 *
 * @param <T> what it is a declaration of
 * @param report what is wrong with it
 * @param declared what it declares; null if anything is wrong or missing
 * @param unresolved what it names and does not exist yet, so that nothing can be said; null if there is nothing
 */
public record ReadResult<T>(
        ValidationReport report,
        @Nullable T declared,
        @Nullable UnresolvedReference unresolved) {

    static <T> ReadResult<T> of(ValidationReport report, @Nullable T declared) {
        return new ReadResult<>(report, report.hasErrors() ? null : declared, null);
    }

    /** Nothing can be said before something exists. */
    static <T> ReadResult<T> ofUnresolved(UnresolvedReference unresolved) {
        return new ReadResult<>(new ValidationReport(), null, unresolved);
    }

    /**
     * What the class declares.
     *
     * @return the declaration; empty if anything is wrong or missing
     */
    public Optional<T> declaration() {
        return Optional.ofNullable(declared);
    }
}

package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Report;
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
public record Reading<T>(
        Report report, @Nullable T declared, @Nullable Unresolved unresolved) {

    static <T> Reading<T> of(Report report, @Nullable T declared) {
        return new Reading<>(report, report.hasErrors() ? null : declared, null);
    }

    /** Nothing can be said before something exists. */
    static <T> Reading<T> later(Unresolved unresolved) {
        return new Reading<>(new Report(), null, unresolved);
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

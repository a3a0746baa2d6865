package dev.eventbus.processor.diagnostic;

import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * The level of the problems that can be suppressed. By default they are notes, so that a new version of the processor
 * does not break a build in which warnings are errors.
 */
public enum WarningLevel {
    /** Not printed. */
    OFF(null),
    /** Printed as notes. */
    NOTE(Diagnostic.Kind.NOTE),
    /** Printed as warnings. */
    WARN(Diagnostic.Kind.WARNING),
    /** Printed as errors, which fail the compilation. */
    ERROR(Diagnostic.Kind.ERROR);

    /** The compiler option that sets it. */
    public static final String OPTION = "eventbus.warnings";

    private final Diagnostic.@Nullable Kind kind;

    WarningLevel(Diagnostic.@Nullable Kind kind) {
        this.kind = kind;
    }

    Diagnostic.@Nullable Kind kind(Problem problem) {
        return kind != null && problem.isNoteOnly() ? Diagnostic.Kind.NOTE : kind;
    }

    /**
     * Reads the option.
     *
     * @param option its value; null if it is not set
     * @param report receives an error for an unknown value
     * @return the level
     */
    public static WarningLevel of(@Nullable String option, ValidationReport report) {
        if (option == null) {
            return NOTE;
        }
        return Stream.of(values())
                .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(option))
                .findFirst()
                .orElseGet(() -> {
                    report.add(Problem.WARNINGS_OPTION, SourceLocation.NONE, option);
                    return NOTE;
                });
    }
}

package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import dev.eventbus.processor.model.IndexPlan;
import dev.eventbus.processor.model.TypeReference;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/** Determines the name of the index of a compilation. */
public final class IndexName {

    /** The compiler option that sets it. */
    public static final String OPTION = "eventbus.index";

    private static final String DEFAULT = "EventBusIndex";

    private IndexName() {}

    /**
     * Determines the name.
     *
     * @param option the value of the {@linkplain #OPTION option}; null if it is not set
     * @param plan the contents of the index
     * @return the name, or the problems with the option
     */
    public static ReadResult<TypeReference> read(@Nullable String option, IndexPlan plan) {
        ValidationReport report = new ValidationReport();
        if (option == null) {
            return ReadResult.of(report, TypeReference.topLevel(plan.shortestPackage(), DEFAULT));
        }
        if (!SourceVersion.isName(option)) {
            report.add(
                    Problem.INDEX_OPTION,
                    SourceLocation.NONE,
                    option,
                    "it is not a class name",
                    "use a fully qualified name such as -Aeventbus.index=com.acme.EventBusIndex");
            return ReadResult.of(report, null);
        }
        int dot = option.lastIndexOf('.');
        TypeReference name = TypeReference.topLevel(dot < 0 ? "" : option.substring(0, dot), option.substring(dot + 1));
        if (plan.shortestPackage().isEmpty() && !name.packageName().isEmpty()) {
            report.add(
                    Problem.INDEX_OPTION,
                    SourceLocation.NONE,
                    option,
                    "there are subscribers or events in the unnamed package, which other packages cannot refer to",
                    "move them to a package, or use a name without one, such as -Aeventbus.index=EventBusIndex");
        }
        return ReadResult.of(report, name);
    }
}

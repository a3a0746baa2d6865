package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Place;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.Report;
import dev.eventbus.processor.model.IndexPlan;
import dev.eventbus.processor.model.TypeReference;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/** The name that the index of a compilation shall have. */
public final class IndexName {

    /** The compiler option that sets it. */
    public static final String OPTION = "eventbus.index";

    private static final String DEFAULT = "EventBusIndex";

    private IndexName() {}

    /**
     * Finds the name.
     *
     * @param option the value of the {@linkplain #OPTION option}; null if it is not set
     * @param plan what the index contains
     * @return the name, or what is wrong with the option
     */
    public static Reading<TypeReference> read(@Nullable String option, IndexPlan plan) {
        Report report = new Report();
        if (option == null) {
            return Reading.of(report, TypeReference.topLevel(plan.shortestPackage(), DEFAULT));
        }
        if (!SourceVersion.isName(option)) {
            report.add(Problem.INDEX_OPTION, Place.NOWHERE, option, "it is not a name");
            return Reading.of(report, null);
        }
        int dot = option.lastIndexOf('.');
        TypeReference name = TypeReference.topLevel(dot < 0 ? "" : option.substring(0, dot), option.substring(dot + 1));
        if (plan.shortestPackage().isEmpty() && !name.packageName().isEmpty()) {
            report.add(
                    Problem.INDEX_OPTION,
                    Place.NOWHERE,
                    option,
                    "there are subscribers or events in the unnamed package, which cannot be named from another");
        }
        return Reading.of(report, name);
    }
}

package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import dev.eventbus.processor.model.TypeReference;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.util.ElementFilter;

/** Checks whether a module provides its index to {@link java.util.ServiceLoader}. */
public final class ModuleProvidesCheck {

    private static final String SERVICE = "dev.eventbus.spi.generated.SubscriberIndex";

    private ModuleProvidesCheck() {}

    /**
     * Checks a module once its index exists.
     *
     * @param module the module
     * @param index the name of its index
     * @return a note if the index is not provided
     */
    public static ValidationReport check(ModuleElement module, TypeReference index) {
        ValidationReport report = new ValidationReport();
        boolean provided = ElementFilter.providesIn(module.getDirectives()).stream()
                .filter(directive -> directive.getService().getQualifiedName().contentEquals(SERVICE))
                .flatMap(directive -> directive.getImplementations().stream())
                .anyMatch(implementation -> implementation.getQualifiedName().contentEquals(index.canonicalName()));
        if (!provided) {
            report.add(
                    Problem.INDEX_NOT_PROVIDED,
                    SourceLocation.of(module),
                    module.getQualifiedName(),
                    index.canonicalName(),
                    index.simpleName());
        }
        return report;
    }
}

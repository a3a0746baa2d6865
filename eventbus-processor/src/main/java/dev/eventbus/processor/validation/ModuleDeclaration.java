package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Place;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.Report;
import dev.eventbus.processor.model.TypeReference;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.util.ElementFilter;

/** Looks whether a module provides its index to {@link java.util.ServiceLoader}. */
public final class ModuleDeclaration {

    private static final String SERVICE = "dev.eventbus.spi.generated.SubscriberIndex";

    private ModuleDeclaration() {}

    /**
     * Checks a module once its index exists.
     *
     * @param module the module
     * @param index the name of its index
     * @return a note if the index is not provided
     */
    public static Report check(ModuleElement module, TypeReference index) {
        Report report = new Report();
        boolean provided = ElementFilter.providesIn(module.getDirectives()).stream()
                .filter(directive -> directive.getService().getQualifiedName().contentEquals(SERVICE))
                .flatMap(directive -> directive.getImplementations().stream())
                .anyMatch(implementation -> implementation.getQualifiedName().contentEquals(index.canonicalName()));
        if (!provided) {
            report.add(
                    Problem.MODULE_PROVIDES_NOTHING,
                    Place.of(module),
                    module.getQualifiedName(),
                    index.canonicalName(),
                    index.simpleName());
        }
        return report;
    }
}

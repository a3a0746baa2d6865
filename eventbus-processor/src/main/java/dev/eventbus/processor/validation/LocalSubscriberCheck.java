package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import java.util.Set;
import javax.lang.model.element.Element;

/** Finds handlers in local and anonymous classes, which compilers do not pass to processors. */
public final class LocalSubscriberCheck {

    private LocalSubscriberCheck() {}

    /**
     * Searches the bodies of methods and fields, if the compiler makes them available.
     *
     * @param roots the classes of a compilation
     * @param bodies the bodies
     * @return a finding for each member with such a class
     */
    public static ValidationReport check(Set<? extends Element> roots, MethodBodies bodies) {
        ValidationReport report = new ValidationReport();
        for (Element member : bodies.findMembersWithLocalHandlers(roots)) {
            report.add(Problem.SUBSCRIBER_LOCAL, SourceLocation.of(member), member);
        }
        return report;
    }

    /**
     * Reports a handler in a local class that the compiler did pass to the processor.
     *
     * @param handler the handler
     * @return the finding
     */
    public static ValidationReport found(Element handler) {
        ValidationReport report = new ValidationReport();
        report.add(Problem.SUBSCRIBER_LOCAL, SourceLocation.of(handler), handler);
        return report;
    }
}

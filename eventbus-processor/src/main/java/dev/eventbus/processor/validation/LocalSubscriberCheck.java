package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import java.util.Set;
import javax.lang.model.element.Element;

/** Looks for handlers in local and anonymous classes, of which a processor is not told. */
public final class LocalSubscriberCheck {

    private LocalSubscriberCheck() {}

    /**
     * Searches the bodies of methods and fields, where the compiler shows them.
     *
     * @param roots the classes of a compilation
     * @param bodies the bodies
     * @return a problem for each member with such a class
     */
    public static ValidationReport check(Set<? extends Element> roots, MethodBodies bodies) {
        ValidationReport report = new ValidationReport();
        for (Element member : bodies.findMembersWithLocalHandlers(roots)) {
            report.add(Problem.SUBSCRIBER_LOCAL, SourceLocation.of(member), member);
        }
        return report;
    }

    /**
     * A handler in a local class that the compiler has shown by itself.
     *
     * @param handler the handler
     * @return the problem
     */
    public static ValidationReport found(Element handler) {
        ValidationReport report = new ValidationReport();
        report.add(Problem.SUBSCRIBER_LOCAL, SourceLocation.of(handler), handler);
        return report;
    }
}

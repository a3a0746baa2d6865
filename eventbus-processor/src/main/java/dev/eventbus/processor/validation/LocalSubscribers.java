package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Place;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.Report;
import java.util.Set;
import javax.lang.model.element.Element;

/** Looks for handlers in local and anonymous classes, of which a processor is not told. */
public final class LocalSubscribers {

    private LocalSubscribers() {}

    /**
     * Searches the bodies of methods and fields, where the compiler shows them.
     *
     * @param roots the classes of a compilation
     * @param bodies the bodies
     * @return a problem for each member with such a class
     */
    public static Report check(Set<? extends Element> roots, MethodBodies bodies) {
        Report report = new Report();
        for (Element member : bodies.withLocalHandlers(roots)) {
            report.add(Problem.SUBSCRIBER_LOCAL, Place.of(member), member);
        }
        return report;
    }

    /**
     * A handler in a local class that the compiler has shown by itself.
     *
     * @param handler the handler
     * @return the problem
     */
    public static Report found(Element handler) {
        Report report = new Report();
        report.add(Problem.SUBSCRIBER_LOCAL, Place.of(handler), handler);
        return report;
    }
}

package dev.eventbus.processor.validation;

import dev.eventbus.Event;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import java.util.Collection;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Finds subclasses of event types. Their events have topics of their own. */
public final class EventSubclassCheck {

    private EventSubclassCheck() {}

    /**
     * Checks classes and the classes nested in them.
     *
     * @param roots the classes of a round
     * @param elements the elements of the compiler
     * @return a note for each concrete class that extends an annotated one without being annotated itself
     */
    public static ValidationReport check(Collection<? extends Element> roots, Elements elements) {
        ValidationReport report = new ValidationReport();
        check(ElementFilter.typesIn(roots), elements, report);
        return report;
    }

    private static void check(Iterable<TypeElement> types, Elements elements, ValidationReport report) {
        for (TypeElement type : types) {
            TypeElement event = canBePublished(type) ? eventAbove(type) : null;
            if (event != null && LanguageModel.annotation(type, Event.class) == null) {
                report.add(
                        Problem.EVENT_SUBCLASS,
                        SourceLocation.of(type),
                        type.getSimpleName(),
                        event.getSimpleName(),
                        elements.getBinaryName(type));
            }
            check(ElementFilter.typesIn(type.getEnclosedElements()), elements, report);
        }
    }

    private static boolean canBePublished(TypeElement type) {
        return type.getKind() == ElementKind.CLASS && !type.getModifiers().contains(Modifier.ABSTRACT);
    }

    private static @Nullable TypeElement eventAbove(TypeElement type) {
        TypeElement each = superclass(type);
        while (each != null && LanguageModel.annotation(each, Event.class) == null) {
            each = superclass(each);
        }
        return each;
    }

    private static @Nullable TypeElement superclass(TypeElement type) {
        return type.getSuperclass().getKind() == TypeKind.DECLARED
                        && type.getSuperclass() instanceof DeclaredType superclass
                ? (TypeElement) superclass.asElement()
                : null;
    }
}

package dev.eventbus.processor.validation;

import dev.eventbus.EventContext;
import dev.eventbus.processor.diagnostic.Place;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.Report;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** Reads the type of event from the first parameter of a handler. */
final class EventParameterReader {

    private final Language language;

    EventParameterReader(Language language) {
        this.language = language;
    }

    /** The class of events; null if the parameter is none. */
    @Nullable
    TypeElement read(
            TypeElement subscriber, ExecutableElement method, int batch, Attributes attributes, Report report) {
        Name name = method.getSimpleName();
        if (method.getParameters().isEmpty()) {
            report.add(Problem.NO_PARAMETER, Place.of(method), name);
            return null;
        }
        VariableElement parameter = method.getParameters().get(0);
        if (method.isVarArgs() && method.getParameters().size() == 1) {
            report.add(Problem.EVENT_VARARGS, Place.of(parameter), name);
            return null;
        }
        TypeMirror type = parameter.asType();
        if (language.is(type, EventContext.class)) {
            report.add(Problem.NO_PARAMETER, Place.of(parameter), name);
            return null;
        }
        boolean list = language.is(type, List.class);
        if (batch > 1 && !list) {
            report.add(Problem.BATCH_WITHOUT_LIST, attributes.place("batch"), name, batch, type);
            return null;
        }
        if (batch <= 1 && list) {
            report.add(Problem.LIST_WITHOUT_BATCH, Place.of(parameter), name);
            return null;
        }
        TypeMirror eventType = list ? elementOf((DeclaredType) type) : type;
        if (eventType == null) {
            report.add(Problem.BATCH_ELEMENT, Place.of(parameter), name);
            return null;
        }
        TypeElement event = eventClass(eventType, name, parameter, report);
        if (event != null) {
            String fromPackage = language.packageOf(subscriber);
            if (!language.accessible(event, fromPackage)) {
                report.add(Problem.EVENT_NOT_ACCESSIBLE, Place.of(parameter), event, name, fromPackage);
            }
        }
        return event;
    }

    private static @Nullable TypeMirror elementOf(DeclaredType list) {
        if (list.getTypeArguments().isEmpty()) {
            return null;
        }
        TypeMirror argument = list.getTypeArguments().get(0);
        return argument instanceof WildcardType wildcard ? wildcard.getExtendsBound() : argument;
    }

    private @Nullable TypeElement eventClass(TypeMirror type, Name method, Element parameter, Report report) {
        Place place = Place.of(parameter);
        if (type instanceof PrimitiveType primitive) {
            TypeElement boxed = language.types().boxedClass(primitive);
            report.add(Problem.EVENT_PRIMITIVE, place, method, type, boxed.getSimpleName());
        } else if (type.getKind() == TypeKind.ARRAY) {
            report.add(Problem.EVENT_ARRAY, place, method, type);
        } else if (type instanceof TypeVariable variable) {
            // One of the method itself is told already.
            if (variable.asElement().getEnclosingElement() instanceof TypeElement) {
                report.add(Problem.EVENT_TYPE_VARIABLE, place, method, type);
            }
        } else if (type instanceof DeclaredType declared) {
            TypeElement event = (TypeElement) declared.asElement();
            if (hasArguments(declared)) {
                report.add(Problem.EVENT_PARAMETERIZED, place, method, type, unbounded(event));
            }
            return event;
        }
        return null;
    }

    private boolean hasArguments(DeclaredType type) {
        boolean enclosing = type.getEnclosingType() instanceof DeclaredType outer && hasArguments(outer);
        return enclosing || !type.getTypeArguments().stream().allMatch(this::isUnbounded);
    }

    private boolean isUnbounded(TypeMirror argument) {
        return argument instanceof WildcardType wildcard
                && wildcard.getSuperBound() == null
                && (wildcard.getExtendsBound() == null || language.is(wildcard.getExtendsBound(), Object.class));
    }

    private static String unbounded(TypeElement event) {
        String arguments =
                "?" + ", ?".repeat(Math.max(0, event.getTypeParameters().size() - 1));
        return event.getSimpleName() + (event.getTypeParameters().isEmpty() ? "" : "<" + arguments + ">");
    }
}

package dev.eventbus.processor.validation;

import dev.eventbus.EventContext;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** Reads the event type from the first parameter of a handler. */
final class EventParameterReader {

    private final LanguageModel language;

    EventParameterReader(LanguageModel language) {
        this.language = language;
    }

    /** Returns the class of the events; null if the parameter is not a class. */
    @Nullable
    TypeElement read(
            TypeElement subscriber,
            ExecutableElement method,
            int batch,
            Attributes attributes,
            ValidationReport report) {
        String name = Kotlin.declaredName(method);
        if (method.getParameters().isEmpty()) {
            report.add(Problem.NO_PARAMETER, SourceLocation.of(method), name);
            return null;
        }
        VariableElement parameter = method.getParameters().get(0);
        if (method.isVarArgs() && method.getParameters().size() == 1) {
            report.add(Problem.EVENT_VARARGS, SourceLocation.of(parameter), name);
            return null;
        }
        TypeMirror type = parameter.asType();
        if (language.is(type, EventContext.class)) {
            report.add(Problem.NO_PARAMETER, SourceLocation.of(parameter), name);
            return null;
        }
        if (type instanceof DeclaredType declared && language.isOfFramework((TypeElement) declared.asElement())) {
            report.add(Problem.FRAMEWORK_TYPE_AS_EVENT, SourceLocation.of(parameter), name, type);
            return null;
        }
        boolean list = language.is(type, List.class);
        if (batch > 1 && !list) {
            report.add(Problem.BATCH_WITHOUT_LIST, attributes.location("batch"), name, batch, type);
            return null;
        }
        if (batch <= 1 && list) {
            report.add(Problem.LIST_WITHOUT_BATCH, SourceLocation.of(parameter), name);
            return null;
        }
        TypeMirror eventType = list ? elementOf((DeclaredType) type) : type;
        if (eventType == null) {
            report.add(Problem.BATCH_ELEMENT, SourceLocation.of(parameter), name);
            return null;
        }
        TypeElement event = eventClass(eventType, list, name, parameter, report);
        if (event != null) {
            String fromPackage = language.packageOf(subscriber);
            if (!language.accessible(event, fromPackage)) {
                report.add(
                        Problem.EVENT_NOT_ACCESSIBLE,
                        SourceLocation.of(parameter),
                        event,
                        name,
                        LanguageModel.named(fromPackage));
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

    private @Nullable TypeElement eventClass(
            TypeMirror type, boolean inBatch, String method, Element parameter, ValidationReport report) {
        SourceLocation location = SourceLocation.of(parameter);
        if (type instanceof PrimitiveType primitive) {
            Name boxed = language.types().boxedClass(primitive).getSimpleName();
            String kotlin = Character.toUpperCase(type.toString().charAt(0))
                    + type.toString().substring(1) + "?";
            String fix = Kotlin.wording(parameter, kotlin + " or a data class", boxed + " or a record");
            report.add(Problem.EVENT_PRIMITIVE, location, method, type, fix);
        } else if (type.getKind() == TypeKind.ARRAY) {
            report.add(Problem.EVENT_ARRAY, location, method, type);
        } else if (type instanceof TypeVariable variable) {
            // A type parameter of the method itself has already been reported.
            if (variable.asElement().getEnclosingElement() instanceof TypeElement) {
                report.add(Problem.EVENT_TYPE_VARIABLE, location, method, type);
            }
        } else if (type instanceof DeclaredType declared) {
            TypeElement event = (TypeElement) declared.asElement();
            if (hasArguments(declared)) {
                String unbounded = unbounded(event);
                String fix = "take " + (inBatch ? "List<" + unbounded + ">" : unbounded)
                        + ", or declare a separate class or record for these events";
                report.add(Problem.EVENT_PARAMETERIZED, location, method, type, fix);
            }
            return event;
        }
        return null;
    }

    private boolean hasArguments(DeclaredType type) {
        List<? extends TypeMirror> arguments = type.getTypeArguments();
        List<? extends TypeParameterElement> parameters = ((TypeElement) type.asElement()).getTypeParameters();
        for (int index = 0; index < arguments.size(); index++) {
            if (!acceptsEveryInstance(arguments.get(index), parameters.get(index))) {
                return true;
            }
        }
        // Eclipse's compiler returns an enclosing type for static classes, too.
        return !type.asElement().getModifiers().contains(Modifier.STATIC)
                && type.getEnclosingType() instanceof DeclaredType outer
                && hasArguments(outer);
    }

    /** Whether every object of the class has the type, because the class itself declares the same bound. */
    private boolean acceptsEveryInstance(TypeMirror argument, TypeParameterElement parameter) {
        if (!(argument instanceof WildcardType wildcard) || wildcard.getSuperBound() != null) {
            return false;
        }
        TypeMirror bound = wildcard.getExtendsBound();
        if (bound == null || language.is(bound, Object.class)) {
            return true;
        }
        return bound instanceof DeclaredType declared
                && !hasArguments(declared)
                && parameter.getBounds().stream()
                        .anyMatch(each -> language.types()
                                .isSubtype(
                                        language.types().erasure(each),
                                        language.types().erasure(bound)));
    }

    private static String unbounded(TypeElement event) {
        String arguments =
                "?" + ", ?".repeat(Math.max(0, event.getTypeParameters().size() - 1));
        return event.getSimpleName() + (event.getTypeParameters().isEmpty() ? "" : "<" + arguments + ">");
    }
}

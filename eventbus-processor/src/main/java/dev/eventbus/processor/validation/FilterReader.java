package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import dev.eventbus.processor.model.Filter;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Finds the method to which a filter attribute refers. */
final class FilterReader {

    private final LanguageModel language;

    FilterReader(LanguageModel language) {
        this.language = language;
    }

    @Nullable
    Filter read(
            TypeElement subscriber, String name, TypeElement event, SourceLocation location, ValidationReport report) {
        TypeResolution.requireOverloads(subscriber, List.of(name));
        List<ExecutableElement> methods =
                ElementFilter.methodsIn(language.elements().getAllMembers(subscriber));
        List<ExecutableElement> named = methods.stream()
                .filter(method -> Kotlin.declaredName(method).equals(name))
                .toList();
        if (named.isEmpty()) {
            List<String> others = methods.stream()
                    .filter(method -> fault(subscriber, method, event) == null)
                    .map(Kotlin::declaredName)
                    .toList();
            report.add(
                    Problem.FILTER_NOT_FOUND,
                    location,
                    subscriber.getSimpleName(),
                    name,
                    Suggestion.among(others, name));
            return null;
        }
        DeclaredType best = null;
        String bestName = name;
        for (ExecutableElement method : named) {
            if (fault(subscriber, method, event) == null) {
                DeclaredType parameter = (DeclaredType) parameter(subscriber, method);
                if (best == null || language.types().isSubtype(parameter, best)) {
                    best = parameter;
                    bestName = method.getSimpleName().toString();
                }
            }
        }
        if (best == null) {
            String fault = fault(subscriber, named.get(0), event);
            report.add(Problem.FILTER_SHAPE, location, name, String.valueOf(fault), event.getSimpleName());
            return null;
        }
        TypeElement castTo = (TypeElement) best.asElement();
        // A reference has no type arguments. The event has none either, so that it is passed as it is.
        boolean nameable =
                best.getTypeArguments().isEmpty() && language.accessible(castTo, language.packageOf(subscriber));
        return new Filter(bestName, language.reference(nameable ? castTo : event));
    }

    private @Nullable String fault(TypeElement subscriber, ExecutableElement method, TypeElement event) {
        if (method.getModifiers().contains(Modifier.STATIC)) {
            return "it is static";
        }
        if (!language.memberAccessible(method, language.packageOf(subscriber))) {
            return method.getModifiers().contains(Modifier.PRIVATE) ? "it is private" : "it is not accessible";
        }
        if (!method.getTypeParameters().isEmpty()) {
            return "it has type parameters";
        }
        if (method.getReturnType().getKind() != TypeKind.BOOLEAN) {
            return "it returns " + method.getReturnType();
        }
        if (method.getParameters().size() != 1) {
            return "it has " + method.getParameters().size() + " parameters";
        }
        TypeMirror parameter = parameter(subscriber, method);
        if (!(parameter instanceof DeclaredType)
                || !language.types().isAssignable(language.unbounded(event), parameter)) {
            return "it takes " + method.getParameters().get(0).asType();
        }
        return null;
    }

    private TypeMirror parameter(TypeElement subscriber, ExecutableElement method) {
        ExecutableType type = (ExecutableType) language.types().asMemberOf((DeclaredType) subscriber.asType(), method);
        return type.getParameterTypes().get(0);
    }
}

package dev.eventbus.processor.validation;

import dev.eventbus.Subscribe;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Requires that types exist before the readers inspect them. */
final class TypeResolution {

    /** The value that javac returns for a constant that does not exist (yet). */
    private static final String ERRONEOUS_CONSTANT = "<error>";

    private TypeResolution() {}

    /**
     * Requires the types in the declarations of a subscriber class and its handlers.
     *
     * @throws UnresolvedTypeException at the first type that does not exist
     */
    static void require(TypeElement type) {
        requireSupertypes(type);
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (LanguageModel.annotation(method, Subscribe.class) != null) {
                requireSignature(method);
            }
        }
    }

    /** Requires the return type and the parameter types of a method. */
    static void requireSignature(ExecutableElement method) {
        require(method, method.getReturnType());
        for (VariableElement parameter : method.getParameters()) {
            require(method, parameter.asType());
        }
    }

    /**
     * Requires the signatures of all methods with some names, including those of superclasses and interfaces. If one of
     * several overloads is unresolved, javac omits others from the members of a type.
     */
    static void requireOverloads(TypeElement type, Collection<String> names) {
        for (TypeElement each : requireSupertypes(type)) {
            for (ExecutableElement method : ElementFilter.methodsIn(each.getEnclosedElements())) {
                if (names.contains(Kotlin.declaredName(method))) {
                    requireSignature(method);
                }
            }
        }
    }

    /**
     * Requires all superclasses and interfaces, because a compiler searches each of them for members.
     *
     * @return the type and all its supertypes
     */
    static Set<TypeElement> requireSupertypes(TypeElement type) {
        Deque<TypeElement> pending = new ArrayDeque<>(List.of(type));
        Set<TypeElement> seen = new LinkedHashSet<>();
        while (!pending.isEmpty()) {
            TypeElement each = pending.remove();
            if (seen.add(each)) {
                requireSupertype(each, each.getSuperclass(), pending);
                each.getInterfaces().forEach(supertype -> requireSupertype(each, supertype, pending));
            }
        }
        return seen;
    }

    private static void requireSupertype(TypeElement type, TypeMirror supertype, Deque<TypeElement> pending) {
        require(type, supertype);
        if (supertype instanceof DeclaredType declared) {
            pending.add((TypeElement) declared.asElement());
        }
    }

    /** Requires the values of an annotation, including those of nested annotations. */
    static void require(Element where, AnnotationMirror annotation) {
        annotation.getElementValues().values().forEach(value -> require(where, value));
    }

    private static void require(Element where, AnnotationValue value) {
        Object content = value.getValue();
        // The source may contain a constant with that text, but toString() returns it in quotes.
        if (content.equals(ERRONEOUS_CONSTANT) && value.toString().equals(ERRONEOUS_CONSTANT)) {
            throw new UnresolvedTypeException(ERRONEOUS_CONSTANT, where);
        }
        if (content instanceof TypeMirror type) {
            require(where, type);
        } else if (content instanceof AnnotationMirror nested) {
            require(where, nested);
        } else if (content instanceof List<?> values) {
            values.forEach(element -> require(where, (AnnotationValue) element));
        }
    }

    /** Requires a type to which an element refers, and its type arguments. */
    static void require(Element where, @Nullable TypeMirror type) {
        if (type == null) {
            return;
        }
        if (type.getKind() == TypeKind.ERROR) {
            throw new UnresolvedTypeException(type.toString(), where);
        }
        if (type instanceof DeclaredType declared) {
            declared.getTypeArguments().forEach(argument -> require(where, argument));
        } else if (type instanceof ArrayType array) {
            require(where, array.getComponentType());
        } else if (type instanceof WildcardType wildcard) {
            require(where, wildcard.getExtendsBound());
            require(where, wildcard.getSuperBound());
        }
    }
}

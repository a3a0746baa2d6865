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

/** Makes sure that types exist before anything is said about them. */
final class TypeResolution {

    /** What javac gives for a constant that does not exist (yet). */
    private static final String ERRONEOUS_CONSTANT = "<error>";

    private TypeResolution() {}

    /**
     * Goes through what a subscriber class and its handlers are declared with.
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

    /** Goes through what a method returns and takes. */
    static void requireSignature(ExecutableElement method) {
        require(method, method.getReturnType());
        for (VariableElement parameter : method.getParameters()) {
            require(method, parameter.asType());
        }
    }

    /**
     * Goes through the signatures of all methods of some names, those of superclasses and interfaces too. Where one of
     * several overloads is not resolved yet, javac leaves others of them out of a type's members.
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
     * Goes through all superclasses and interfaces: a compiler looks for a member in each of them.
     *
     * @return all of them, and the type
     */
    static Set<TypeElement> requireSupertypes(TypeElement type) {
        Deque<TypeElement> open = new ArrayDeque<>(List.of(type));
        Set<TypeElement> seen = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            TypeElement each = open.remove();
            if (seen.add(each)) {
                requireSupertype(each, each.getSuperclass(), open);
                each.getInterfaces().forEach(supertype -> requireSupertype(each, supertype, open));
            }
        }
        return seen;
    }

    private static void requireSupertype(TypeElement type, TypeMirror supertype, Deque<TypeElement> open) {
        require(type, supertype);
        if (supertype instanceof DeclaredType declared) {
            open.add((TypeElement) declared.asElement());
        }
    }

    /** Goes through the values of an annotation of an element, nested ones included. */
    static void require(Element where, AnnotationMirror annotation) {
        annotation.getElementValues().values().forEach(value -> require(where, value));
    }

    private static void require(Element where, AnnotationValue value) {
        Object content = value.getValue();
        // Somebody may write that text as a constant; javac shows a constant in quotes.
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

    /** Goes through a type, which an element names, and its arguments. */
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

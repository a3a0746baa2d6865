package dev.eventbus.processor.validation;

import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
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
final class Resolved {

    /** What javac gives for a constant that does not exist (yet). */
    private static final String ERRONEOUS_CONSTANT = "<error>";

    private Resolved() {}

    /**
     * Goes through what a subscriber class is declared with.
     *
     * @throws UnresolvedTypeException at the first type that does not exist
     */
    static void require(TypeElement type) {
        requireSupertypes(type);
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            require(method.getReturnType());
            for (VariableElement parameter : method.getParameters()) {
                require(parameter.asType());
            }
        }
    }

    static void requireSupertypes(TypeElement type) {
        for (TypeElement each = type; each != null; each = superclass(each)) {
            require(each.getSuperclass());
            each.getInterfaces().forEach(Resolved::require);
        }
    }

    /** Goes through the values of an annotation, nested ones included. */
    static void require(AnnotationMirror annotation) {
        annotation.getElementValues().values().forEach(Resolved::require);
    }

    private static void require(AnnotationValue value) {
        Object content = value.getValue();
        // Somebody may write that text as a constant; javac shows a constant in quotes.
        if (content.equals(ERRONEOUS_CONSTANT) && value.toString().equals(ERRONEOUS_CONSTANT)) {
            throw new UnresolvedTypeException(ERRONEOUS_CONSTANT);
        }
        if (content instanceof TypeMirror type) {
            require(type);
        } else if (content instanceof AnnotationMirror nested) {
            require(nested);
        } else if (content instanceof List<?> values) {
            values.forEach(element -> require((AnnotationValue) element));
        }
    }

    /** Goes through a type and its arguments. */
    static void require(@Nullable TypeMirror type) {
        if (type == null) {
            return;
        }
        if (type.getKind() == TypeKind.ERROR) {
            throw new UnresolvedTypeException(type.toString());
        }
        if (type instanceof DeclaredType declared) {
            declared.getTypeArguments().forEach(Resolved::require);
        } else if (type instanceof ArrayType array) {
            require(array.getComponentType());
        } else if (type instanceof WildcardType wildcard) {
            require(wildcard.getExtendsBound());
            require(wildcard.getSuperBound());
        }
    }

    private static @Nullable TypeElement superclass(TypeElement type) {
        return type.getSuperclass() instanceof DeclaredType declared ? (TypeElement) declared.asElement() : null;
    }
}

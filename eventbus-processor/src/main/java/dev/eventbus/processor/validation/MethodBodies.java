package dev.eventbus.processor.validation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * The bodies of methods, if the compiler makes them available. The standard interfaces do not, but the tree API of
 * javac, which is part of the JDK, does. With other compilers, problems in bodies are not reported.
 */
public interface MethodBodies {

    /** The bodies of a compiler that does not make them available. */
    MethodBodies UNKNOWN = new MethodBodies() {
        @Override
        public boolean hasNoCatch(ExecutableElement method) {
            return false;
        }

        @Override
        public boolean publishes(TypeElement type, TypeElement event) {
            return false;
        }

        @Override
        public Optional<Boolean> hasSource(TypeElement type) {
            return Optional.empty();
        }

        @Override
        public List<Element> findMembersWithLocalHandlers(Set<? extends Element> roots) {
            return List.of();
        }
    };

    /**
     * Returns the bodies that a compiler makes available.
     *
     * @param environment the environment of the compiler
     * @return the bodies
     */
    static MethodBodies of(ProcessingEnvironment environment) {
        try {
            return new JavacMethodBodies(environment);
        } catch (IllegalArgumentException | LinkageError otherCompiler) {
            return UNKNOWN;
        }
    }

    /**
     * Whether a method is known to have no {@code catch}.
     *
     * @param method the method
     * @return true if its body is available and contains none
     */
    boolean hasNoCatch(ExecutableElement method);

    /**
     * Whether a class publishes events of a type. This compares names, because types are not known yet: an argument of
     * a method such as {@code publish} is a {@code new} event, or a variable that is declared with its type.
     *
     * @param type the class
     * @param event the event type
     * @return true if such a call is found
     */
    boolean publishes(TypeElement type, TypeElement event);

    /**
     * Whether a type comes from source rather than from a class file.
     *
     * @param type the type
     * @return empty if the compiler does not make it available
     */
    Optional<Boolean> hasSource(TypeElement type);

    /**
     * Finds the members in whose bodies local or anonymous classes declare handlers.
     *
     * @param roots the classes of a compilation
     * @return their methods, fields or, for initializers, types
     */
    List<Element> findMembersWithLocalHandlers(Set<? extends Element> roots);
}

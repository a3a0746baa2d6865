package dev.eventbus.processor.validation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * What stands between the braces of methods, as far as the compiler shows it. The standard interfaces do not; javac does
 * through its own, which are API of the JDK. With another compiler nothing is known, and nothing is said about bodies.
 */
public interface MethodBodies {

    /** Of a compiler that shows none. */
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
     * The bodies that a compiler shows.
     *
     * @param environment the compiler's
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
     * @return true if there is a body without one
     */
    boolean hasNoCatch(ExecutableElement method);

    /**
     * Whether a class publishes events of a type. Told by names, because types are not known yet: an argument of a
     * method like {@code publish} that is a {@code new} event, or a variable that is declared with its type.
     *
     * @param type the class
     * @param event the type of event
     * @return true if it is seen to
     */
    boolean publishes(TypeElement type, TypeElement event);

    /**
     * Whether a type comes from source rather than from a class file.
     *
     * @param type the type
     * @return empty if the compiler does not show it
     */
    Optional<Boolean> hasSource(TypeElement type);

    /**
     * The members in whose bodies local or anonymous classes declare handlers.
     *
     * @param roots the classes of a compilation
     * @return their methods, fields or, for initializers, types
     */
    List<Element> findMembersWithLocalHandlers(Set<? extends Element> roots);
}

package dev.eventbus.processor.validation;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.function.Predicate;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Determines whether a type comes from source or from a class file. */
public final class SourceDetector {

    private final Elements elements;
    private final MethodBodies bodies;
    private final Predicate<TypeElement> hasClassFile;
    /** {@code Elements.getFileObjectOf}, which exists since Java 18. */
    private final @Nullable MethodHandle fileOf;

    /**
     * Creates a detector for one compilation.
     *
     * @param environment the environment of the compiler
     * @param bodies the bodies of methods, which exist only in source
     * @param hasClassFile whether the output of the compilation contains the class file of a type
     */
    public SourceDetector(ProcessingEnvironment environment, MethodBodies bodies, Predicate<TypeElement> hasClassFile) {
        this.elements = environment.getElementUtils();
        this.bodies = bodies;
        this.hasClassFile = hasClassFile;
        this.fileOf = fileOf();
    }

    /**
     * Whether a type comes from source.
     *
     * @param topLevel a top-level type of a round
     * @return true also if this is unknown
     */
    public boolean isFromSource(TypeElement topLevel) {
        return bodies.hasSource(topLevel)
                .or(() -> isSourceFile(topLevel))
                // Gradle hides the other information, but deletes the class files of the types that it compiles.
                .orElseGet(() -> !(isJavac() && hasClassFile.test(topLevel)));
    }

    private boolean isJavac() {
        return elements.getClass().getName().startsWith("com.sun.tools.javac.");
    }

    private Optional<Boolean> isSourceFile(TypeElement type) {
        if (fileOf == null) {
            return Optional.empty();
        }
        try {
            return fileOf.invoke(elements, type) instanceof JavaFileObject file
                    ? Optional.of(file.getKind() == JavaFileObject.Kind.SOURCE)
                    : Optional.empty();
        } catch (Throwable unsupported) {
            return Optional.empty();
        }
    }

    private static @Nullable MethodHandle fileOf() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(
                            Elements.class,
                            "getFileObjectOf",
                            MethodType.methodType(JavaFileObject.class, Element.class));
        } catch (ReflectiveOperationException before18) {
            return null;
        }
    }
}

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

/** Tells types that come from source from those that come from class files. */
public final class SourceDetector {

    private final Elements elements;
    private final MethodBodies bodies;
    private final Predicate<TypeElement> hasClassFile;
    /** {@code Elements.getFileObjectOf}, which there is from Java 18 on. */
    private final @Nullable MethodHandle fileOf;

    /**
     * The sources of a compilation.
     *
     * @param environment the compiler's
     * @param bodies the bodies of methods, which only sources have
     * @param hasClassFile whether the output of the compilation has a class file of a type
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
     * @param topLevel a top-level type that a round brings
     * @return true also if nobody can tell
     */
    public boolean isFromSource(TypeElement topLevel) {
        return bodies.hasSource(topLevel)
                .or(() -> isSourceFile(topLevel))
                // Gradle, which hides the rest, deletes the class files of what it compiles.
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

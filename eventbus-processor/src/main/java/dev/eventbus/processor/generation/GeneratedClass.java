package dev.eventbus.processor.generation;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.eventbus.processor.model.TypeReference;
import dev.eventbus.spi.generated.Generated;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Begins generated classes and their members with what is common to all of them. */
final class GeneratedClass {

    private static final String GENERATOR = "dev.eventbus.processor.EventBusProcessor";

    /**
     * The values of {@code @SuppressWarnings} that every generated class needs: any type or method of the user may be
     * deprecated, and any package may be exported. Without "all", Eclipse's compiler reports the other values as
     * unnecessary.
     */
    private static final List<String> ALWAYS_SUPPRESSED =
            List.of("all", "deprecation", "exports", "removal", "NullAway");

    private GeneratedClass() {}

    /**
     * Begins a class.
     *
     * @param suppressed the values of {@code @SuppressWarnings} that this class needs besides
     */
    static TypeSpec.Builder named(TypeReference name, CodeBlock documentation, Collection<String> suppressed) {
        CodeBlock keys = Stream.concat(ALWAYS_SUPPRESSED.stream(), suppressed.stream())
                .map(key -> CodeBlock.of("$S", key))
                .collect(CodeBlock.joining(", ", "{", "}"));
        return TypeSpec.classBuilder(TypeNames.erased(name))
                .addJavadoc(documentation)
                .addAnnotation(AnnotationSpec.builder(Generated.class)
                        .addMember("value", "$S", GENERATOR)
                        .build())
                .addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                        .addMember("value", "$L", keys)
                        .build())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL);
    }

    /**
     * The warning key for a class that refers to a type that is not public. Such a type may be declared in the source
     * file of another type, which javac reports.
     */
    static List<String> auxiliaryClass(Stream<TypeReference> types) {
        return types.allMatch(TypeReference::isPublic) ? List.of() : List.of("auxiliaryclass");
    }

    static MethodSpec constructor(String documentation) {
        return MethodSpec.constructorBuilder()
                .addJavadoc(documentation)
                .addModifiers(Modifier.PUBLIC)
                .build();
    }

    static MethodSpec.Builder overriding(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
    }
}

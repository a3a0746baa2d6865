package dev.eventbus.processor.generation;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.eventbus.processor.model.TypeReference;
import dev.eventbus.spi.generated.Generated;
import java.util.List;
import javax.lang.model.element.Modifier;

/** What all generated classes have in common. */
final class GeneratedClass {

    private static final String GENERATOR = "dev.eventbus.processor.EventBusProcessor";

    /** "all" is for Eclipse's compiler, which takes the others for unnecessary without it. */
    private static final List<String> SUPPRESSED =
            List.of("all", "auxiliaryclass", "deprecation", "exports", "rawtypes", "removal", "unchecked", "NullAway");

    private GeneratedClass() {}

    /** A class with the given documentation, without members. */
    static TypeSpec.Builder named(TypeReference name, CodeBlock documentation) {
        CodeBlock suppressed =
                SUPPRESSED.stream().map(key -> CodeBlock.of("$S", key)).collect(CodeBlock.joining(", ", "{", "}"));
        return TypeSpec.classBuilder(TypeNames.erased(name))
                .addJavadoc(documentation)
                .addAnnotation(AnnotationSpec.builder(Generated.class)
                        .addMember("value", "$S", GENERATOR)
                        .build())
                .addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                        .addMember("value", "$L", suppressed)
                        .build())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL);
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

package dev.eventbus.processor.generation;

import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** Begins a nested class that contains a part of a large index. */
final class GeneratedPart {

    private GeneratedPart() {}

    static TypeSpec.Builder named(String name) {
        return TypeSpec.classBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
    }
}

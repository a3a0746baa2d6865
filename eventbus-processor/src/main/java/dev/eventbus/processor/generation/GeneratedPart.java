package dev.eventbus.processor.generation;

import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** A class nested in an index that holds some of what does not fit into the index itself. */
final class GeneratedPart {

    private GeneratedPart() {}

    static TypeSpec.Builder named(String name) {
        return TypeSpec.classBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
    }
}

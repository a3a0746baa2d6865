package dev.eventbus.processor.generation;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.eventbus.processor.model.HandlerDeclaration;
import dev.eventbus.spi.generated.HandlerSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes the method of a table that lists its handlers: as an array, because compilers find {@code List.of} with many
 * arguments several times as hard.
 */
final class HandlerListCode {

    private static final TypeName SPECS = ArrayTypeName.of(HandlerSpec.class);

    private final List<HandlerDeclaration> handlers;

    HandlerListCode(List<HandlerDeclaration> handlers) {
        this.handlers = handlers;
    }

    /** The method, with others that do parts of its work if there are more handlers than two to the power of shift. */
    List<MethodSpec> write(int shift) {
        MethodSpec.Builder method = GeneratedClass.overriding("handlers").returns(SPECS);
        if (handlers.size() <= 1 << shift) {
            List<CodeBlock> specs = handlers.stream().map(HandlerSpecCode::of).toList();
            return List.of(method.addCode("return new $T {\n$>$L\n$<};\n", SPECS, CodeBlock.join(specs, ",\n"))
                    .build());
        }
        List<MethodSpec> methods = new ArrayList<>();
        method.addStatement("$T specs = new $T[$L]", SPECS, HandlerSpec.class, handlers.size());
        for (int chunk = 0; chunk << shift < handlers.size(); chunk++) {
            MethodSpec.Builder part = MethodSpec.methodBuilder("handlers" + chunk)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .addParameter(SPECS, "specs");
            for (int number = chunk << shift; number < Math.min(handlers.size(), (chunk + 1) << shift); number++) {
                part.addStatement("specs[$L] = $L", number, HandlerSpecCode.of(handlers.get(number)));
            }
            method.addStatement("handlers$L(specs)", chunk);
            methods.add(part.build());
        }
        methods.add(0, method.addStatement("return specs").build());
        return methods;
    }
}

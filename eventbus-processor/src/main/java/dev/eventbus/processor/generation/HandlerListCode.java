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
 * Writes the method of a table that lists its handlers. It returns an array, because {@code List.of} with many
 * arguments takes several times as long to compile.
 */
final class HandlerListCode {

    private static final TypeName SPECS = ArrayTypeName.of(HandlerSpec.class);

    private final List<HandlerDeclaration> handlers;

    HandlerListCode(List<HandlerDeclaration> handlers) {
        this.handlers = handlers;
    }

    /** Writes the method; if there are more than 2^shift handlers, also the methods among which they are divided. */
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

package dev.eventbus.processor.generation;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.eventbus.processor.model.HandlerDeclaration;
import dev.eventbus.spi.generated.HandlerSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the method of a table that lists its handlers. */
final class HandlerListCode {

    private static final TypeName SPECS = ParameterizedTypeName.get(List.class, HandlerSpec.class);

    private final List<HandlerDeclaration> handlers;

    HandlerListCode(List<HandlerDeclaration> handlers) {
        this.handlers = handlers;
    }

    /** The method, with others that do parts of its work if there are more handlers than two to the power of shift. */
    List<MethodSpec> write(int shift) {
        MethodSpec.Builder method = GeneratedClass.overriding("handlers").returns(SPECS);
        if (handlers.size() <= 1 << shift) {
            List<CodeBlock> specs = handlers.stream().map(HandlerSpecCode::of).toList();
            CodeBlock list = specs.size() == 1 ? specs.get(0) : CodeBlock.of("\n$L", CodeBlock.join(specs, ",\n"));
            return List.of(
                    method.addStatement("return $T.of($L)", List.class, list).build());
        }
        List<MethodSpec> methods = new ArrayList<>();
        method.addStatement("$T specs = new $T<>($L)", SPECS, ArrayList.class, handlers.size());
        for (int chunk = 0; chunk << shift < handlers.size(); chunk++) {
            MethodSpec.Builder part = MethodSpec.methodBuilder("handlers" + chunk)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .addParameter(SPECS, "specs");
            handlers.subList(chunk << shift, Math.min(handlers.size(), (chunk + 1) << shift))
                    .forEach(handler -> part.addStatement("specs.add($L)", HandlerSpecCode.of(handler)));
            method.addStatement("handlers$L(specs)", chunk);
            methods.add(part.build());
        }
        methods.add(0, method.addStatement("return specs").build());
        return methods;
    }
}

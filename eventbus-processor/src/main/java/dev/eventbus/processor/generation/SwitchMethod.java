package dev.eventbus.processor.generation;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * A method that does something else for each number. Where there are many numbers it selects one of several methods that
 * each know some of them, because a method can have 64 KiB of instructions only, and is not compiled at run time beyond
 * 8,000 bytes.
 */
final class SwitchMethod {

    private final MethodSpec signature;
    private final String number;
    private final String otherwise;
    private final SortedMap<Integer, CodeBlock> cases = new TreeMap<>();
    private CodeBlock before = CodeBlock.of("");

    /**
     * A method without cases.
     *
     * @param signature its signature
     * @param number the parameter to switch over
     * @param otherwise what an unknown number is not
     */
    SwitchMethod(MethodSpec signature, String number, String otherwise) {
        this.signature = signature;
        this.number = number;
        this.otherwise = otherwise;
    }

    /** Statements that stand before the switch, if there are any cases. */
    SwitchMethod before(CodeBlock statements) {
        before = statements;
        return this;
    }

    /** What is done for a number; it ends with a return. */
    void add(int value, CodeBlock statements) {
        cases.put(value, statements);
    }

    /**
     * Writes the method; nothing without cases, because the interfaces say what it does then.
     *
     * @param count all numbers, also those without a case
     * @param shift the power of two that is the most numbers in one method
     */
    List<MethodSpec> write(int count, int shift) {
        if (cases.isEmpty()) {
            return List.of();
        }
        if (count <= 1 << shift) {
            return List.of(method(signature.toBuilder(), number, before, cases));
        }
        List<MethodSpec> methods = new ArrayList<>();
        SortedMap<Integer, CodeBlock> calls = new TreeMap<>();
        for (int chunk = 0; chunk <= (count - 1) >> shift; chunk++) {
            SortedMap<Integer, CodeBlock> some = cases.subMap(chunk << shift, (chunk + 1) << shift);
            if (!some.isEmpty()) {
                MethodSpec part = part(chunk, some);
                calls.put(chunk, call(part));
                methods.add(part);
            }
        }
        String chunk = number + " >> " + shift;
        methods.add(0, method(signature.toBuilder(), chunk, CodeBlock.of(""), calls));
        return methods;
    }

    private MethodSpec part(int chunk, SortedMap<Integer, CodeBlock> some) {
        MethodSpec.Builder part = MethodSpec.methodBuilder(signature.name() + chunk)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(signature.returnType())
                .addParameters(signature.parameters())
                .addExceptions(signature.exceptions());
        return method(part, number, before, some);
    }

    private CodeBlock call(MethodSpec part) {
        String arguments = part.parameters().stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
        boolean nothing = part.returnType().equals(TypeName.VOID);
        CodeBlock.Builder call =
                CodeBlock.builder().addStatement("$L$N($L)", nothing ? "" : "return ", part.name(), arguments);
        return nothing ? call.addStatement("return").build() : call.build();
    }

    private MethodSpec method(
            MethodSpec.Builder method, String selector, CodeBlock first, SortedMap<Integer, CodeBlock> some) {
        CodeBlock.Builder body = CodeBlock.builder().add(first).beginControlFlow("switch ($L)", selector);
        some.forEach((value, statements) ->
                body.add("case $L:\n$>", value).add(statements).add("$<"));
        body.add("default:\n$>").add(otherwise(signature)).add("$<").endControlFlow();
        return method.addCode(body.build()).build();
    }

    private CodeBlock otherwise(MethodSpec method) {
        return CodeBlock.builder()
                .addStatement(
                        "throw new $T($S + $N)",
                        IllegalArgumentException.class,
                        "no " + otherwise + " ",
                        method.parameters().get(0).name())
                .build();
    }
}

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
    private final CodeBlock otherwise;
    private final SortedMap<Integer, CodeBlock> cases = new TreeMap<>();
    private CodeBlock before = CodeBlock.of("");
    private CodeBlock after = CodeBlock.of("");
    private boolean checkFirst;

    /**
     * A method without cases.
     *
     * @param signature its signature
     * @param number the parameter to switch over
     * @param otherwise what is thrown for another number
     */
    SwitchMethod(MethodSpec signature, String number, CodeBlock otherwise) {
        this.signature = signature;
        this.number = number;
        this.otherwise = otherwise;
    }

    /** Statements that stand before the switch, if there are any cases; they may open blocks. */
    SwitchMethod before(CodeBlock statements) {
        before = statements;
        return this;
    }

    /** Statements that stand after the switch; they close the blocks that those before it opened. */
    SwitchMethod after(CodeBlock statements) {
        after = statements;
        return this;
    }

    /**
     * Checks the number before everything else, so that an unknown one is not caught as the failure of a case.
     */
    SwitchMethod checkFirst() {
        checkFirst = true;
        return this;
    }

    /** What is called for a number, or what the method returns for it. */
    void add(int value, CodeBlock expression) {
        cases.put(value, expression);
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
            return List.of(method(signature.toBuilder(), number, cases));
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
        methods.add(
                0, signature.toBuilder().addCode(switchOver(chunk, calls, true)).build());
        return methods;
    }

    private MethodSpec part(int chunk, SortedMap<Integer, CodeBlock> some) {
        MethodSpec.Builder part = MethodSpec.methodBuilder(signature.name() + chunk)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(signature.returnType())
                .addParameters(signature.parameters())
                .addExceptions(signature.exceptions());
        return method(part, number, some);
    }

    private static CodeBlock call(MethodSpec part) {
        String arguments = part.parameters().stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
        return CodeBlock.of("$N($L)", part.name(), arguments);
    }

    private MethodSpec method(MethodSpec.Builder method, String selector, SortedMap<Integer, CodeBlock> some) {
        if (!checkFirst) {
            return method.addCode(before)
                    .addCode(switchOver(selector, some, true))
                    .addCode(after)
                    .build();
        }
        CodeBlock call = some.size() > 1
                ? switchOver(selector, some, false)
                : CodeBlock.builder().addStatement(some.get(some.firstKey())).build();
        return method.addCode(check(selector, some))
                .addCode(before)
                .addCode(call)
                .addCode(after)
                .build();
    }

    private CodeBlock check(String selector, SortedMap<Integer, CodeBlock> some) {
        if (some.size() == 1) {
            return CodeBlock.builder()
                    .beginControlFlow("if ($L != $L)", selector, some.firstKey())
                    .addStatement("throw $L", otherwise)
                    .endControlFlow()
                    .build();
        }
        String known = some.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return CodeBlock.builder()
                .add("switch ($L) {\n$>", selector)
                .add("case $L -> { }\n", known)
                .addStatement("default -> throw $L", otherwise)
                .add("$<}\n")
                .build();
    }

    private CodeBlock switchOver(String selector, SortedMap<Integer, CodeBlock> some, boolean throwing) {
        boolean nothing = signature.returnType().equals(TypeName.VOID);
        CodeBlock.Builder body =
                CodeBlock.builder().add(nothing ? "switch ($L) {\n$>" : "return switch ($L) {\n$>", selector);
        some.forEach((value, expression) -> body.addStatement("case $L -> $L", value, expression));
        if (throwing) {
            body.addStatement("default -> throw $L", otherwise);
        }
        return body.add(nothing ? "$<}\n" : "$<};\n").build();
    }
}

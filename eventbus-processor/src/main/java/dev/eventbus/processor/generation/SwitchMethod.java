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
 * A method with a case for each number. Many cases are divided among several methods, because a method can have only 64
 * KiB of bytecode, and the JVM does not compile methods above 8,000 bytes.
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
     * Creates a method without cases.
     *
     * @param signature its signature
     * @param number the parameter to switch over
     * @param otherwise the exception for an unknown number
     */
    SwitchMethod(MethodSpec signature, String number, CodeBlock otherwise) {
        this.signature = signature;
        this.number = number;
        this.otherwise = otherwise;
    }

    /** Adds statements before the switch; they may open blocks. */
    SwitchMethod before(CodeBlock statements) {
        before = statements;
        return this;
    }

    /** Adds statements after the switch; they close the blocks that were opened before it. */
    SwitchMethod after(CodeBlock statements) {
        after = statements;
        return this;
    }

    /**
     * Checks the number before all other statements, so that an unknown number is not reported as a failure of a case.
     */
    SwitchMethod checkFirst() {
        checkFirst = true;
        return this;
    }

    /** Adds a case: the expression that is called or returned for a number. */
    void add(int value, CodeBlock expression) {
        cases.put(value, expression);
    }

    /**
     * Writes the method and those among which many cases are divided. Writes nothing if there are no cases, because the
     * interfaces have default methods.
     *
     * @param count the number of numbers, including those without a case
     * @param shift the most numbers in one method, as a power of two
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
        if (some.size() == 1) {
            method.addCode(check(selector, some)).addCode(before).addCode(only(CodeBlock.join(some.values(), "")));
        } else if (checkFirst) {
            method.addCode(check(selector, some)).addCode(before).addCode(switchOver(selector, some, false));
        } else {
            method.addCode(before).addCode(switchOver(selector, some, true));
        }
        return method.addCode(after).build();
    }

    private CodeBlock only(CodeBlock expression) {
        return CodeBlock.builder()
                .addStatement(isVoid() ? "$L" : "return $L", expression)
                .build();
    }

    private boolean isVoid() {
        return signature.returnType().equals(TypeName.VOID);
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
        CodeBlock.Builder body =
                CodeBlock.builder().add(isVoid() ? "switch ($L) {\n$>" : "return switch ($L) {\n$>", selector);
        some.forEach((value, expression) -> body.addStatement("case $L -> $L", value, expression));
        if (throwing) {
            body.addStatement("default -> throw $L", otherwise);
        }
        return body.add(isVoid() ? "$<}\n" : "$<};\n").build();
    }
}

package dev.eventbus.processor.generation;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * A method of an index that creates an object by its number. Many objects are divided among nested classes, because a
 * class can refer to only about 20,000 others.
 */
final class FactoryMethod {

    /** The most numbers in one class, as a power of two. */
    static final int CLASS_SHIFT = 10;

    /** The most numbers in one method, as a power of two. */
    private static final int METHOD_SHIFT = 8;

    private final MethodSpec.Builder signature;
    private final String part;
    private final List<CodeBlock> instances;

    /**
     * Creates a factory method.
     *
     * @param signature its signature; the first parameter is the number
     * @param part the name of nested classes, without their number
     * @param instances the expressions that create the objects; the position of each is its number
     */
    FactoryMethod(MethodSpec.Builder signature, String part, List<CodeBlock> instances) {
        this.signature = signature;
        this.part = part;
        this.instances = instances;
    }

    /** Adds the method to the index, and the classes that it needs. */
    void addTo(TypeSpec.Builder index, NameAllocator classNames) {
        MethodSpec.Builder overriding =
                signature.build().toBuilder().addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
        if (instances.size() <= 1 << CLASS_SHIFT) {
            index.addMethods(some(overriding.build(), 0, instances.size()));
            return;
        }
        MethodSpec inPart =
                signature.build().toBuilder().addModifiers(Modifier.STATIC).build();
        String number = inPart.parameters().get(0).name();
        String arguments = inPart.parameters().stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
        SwitchMethod selection = new SwitchMethod(overriding.build(), number + " >> " + CLASS_SHIFT, unknown(number));
        int parts = ((instances.size() - 1) >> CLASS_SHIFT) + 1;
        for (int each = 0; each < parts; each++) {
            String name = classNames.newName(part + each);
            selection.add(each, CodeBlock.of("$N.$N($L)", name, inPart.name(), arguments));
            int to = Math.min(instances.size(), (each + 1) << CLASS_SHIFT);
            index.addType(GeneratedPart.named(name)
                    .addMethods(some(inPart, each << CLASS_SHIFT, to))
                    .build());
        }
        index.addMethods(selection.write(parts, CLASS_SHIFT));
    }

    private List<MethodSpec> some(MethodSpec method, int from, int to) {
        String number = method.parameters().get(0).name();
        SwitchMethod factory = new SwitchMethod(method, number, unknown(number));
        for (int value = from; value < to; value++) {
            factory.add(value, instances.get(value));
        }
        return factory.write(to, METHOD_SHIFT);
    }

    private static CodeBlock unknown(String number) {
        return CodeBlock.of("new $T($S + $N)", IllegalArgumentException.class, "no " + number + " ", number);
    }
}

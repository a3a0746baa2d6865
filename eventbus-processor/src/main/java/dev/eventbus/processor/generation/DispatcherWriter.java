package dev.eventbus.processor.generation;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.eventbus.processor.model.DispatcherPlan;
import dev.eventbus.processor.model.DispatcherPlan.Slot;
import dev.eventbus.processor.model.TypeReference;
import dev.eventbus.spi.generated.DirectDispatcher;
import dev.eventbus.spi.generated.DirectFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Writes a dispatcher as a class in the index. */
final class DispatcherWriter {

    /** The most slots in one method, so that it stays far below the size beyond which methods are not compiled. */
    private static final int SLOTS_PER_METHOD = 64;

    private final DispatcherPlan plan;
    private final String packageName;
    private final String className;
    private final NameAllocator variables;
    private final List<String> fields = new ArrayList<>();

    DispatcherWriter(DispatcherPlan plan, TypeReference index, String className) {
        this.plan = plan;
        this.packageName = index.packageName();
        this.className = className;
        this.variables = TypeNames.variables(index, "event", "context", "subscribers", "failures", "failure");
        Map<String, Integer> suggestions = new HashMap<>();
        for (Slot slot : plan.slots()) {
            String type = TypeNames.variable(slot.declaringClass().type());
            String suggestion = type + TypeNames.capitalized(slot.handler().method());
            int same = suggestions.merge(suggestion, 1, Integer::sum);
            fields.add(variables.newName(same == 1 ? suggestion : suggestion + same));
        }
    }

    String className() {
        return className;
    }

    TypeSpec write() {
        TypeSpec.Builder type = TypeSpec.classBuilder(className)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(DirectDispatcher.class);
        MethodSpec.Builder constructor =
                MethodSpec.constructorBuilder().addParameter(ArrayTypeName.of(Object.class), "subscribers");
        for (int number = 0; number < fields.size(); number++) {
            TypeName field = fieldType(plan.slots().get(number));
            type.addField(field, fields.get(number), Modifier.PRIVATE, Modifier.FINAL);
            CodeBlock cast = field.equals(ClassName.OBJECT) ? CodeBlock.of("") : CodeBlock.of("($T) ", field);
            constructor.addStatement("$N = $Lsubscribers[$L]", fields.get(number), cast, number);
        }
        return type.addMethod(constructor.build()).addMethods(dispatch()).build();
    }

    private List<MethodSpec> dispatch() {
        MethodSpec.Builder dispatch = GeneratedClass.overriding("dispatch")
                .returns(DirectFailure.class)
                .addParameter(Object.class, "event")
                .addParameter(Object.class, "context");
        if (fields.size() <= SLOTS_PER_METHOD) {
            Map<TypeReference, String> typed = typed(0, fields.size());
            declare(dispatch, typed);
            dispatch.addStatement("$T failures = null", DirectFailure.class);
            calls(dispatch, typed, 0, fields.size());
            return List.of(dispatch.addStatement("return failures").build());
        }
        List<MethodSpec> methods = new ArrayList<>();
        dispatch.addStatement("$T failures = null", DirectFailure.class);
        for (int from = 0; from < fields.size(); from += SLOTS_PER_METHOD) {
            int to = Math.min(fields.size(), from + SLOTS_PER_METHOD);
            MethodSpec.Builder part = MethodSpec.methodBuilder("dispatch" + from)
                    .addModifiers(Modifier.PRIVATE)
                    .returns(DirectFailure.class)
                    .addParameter(Object.class, "event")
                    .addParameter(Object.class, "context")
                    .addParameter(DirectFailure.class, "failures");
            Map<TypeReference, String> typed = typed(from, to);
            declare(part, typed);
            calls(part, typed, from, to);
            methods.add(part.addStatement("return failures").build());
            dispatch.addStatement("failures = dispatch$L(event, context, failures)", from);
        }
        methods.add(0, dispatch.addStatement("return failures").build());
        return methods;
    }

    /** The variables that hold the event as what handlers take; its own class first. */
    private Map<TypeReference, String> typed(int from, int to) {
        NameAllocator locals = variables.clone();
        Map<TypeReference, String> typed = new LinkedHashMap<>();
        TypeReference own = plan.event().type();
        List<TypeReference> taken = plan.slots().subList(from, to).stream()
                .filter(this::callable)
                .map(slot -> slot.handler().event().type())
                .filter(type -> !CallCode.isObject(type))
                .distinct()
                .toList();
        if (taken.contains(own)) {
            typed.put(own, locals.newName(TypeNames.variable(own)));
        }
        for (TypeReference type : taken) {
            if (!type.equals(own)) {
                typed.put(type, locals.newName(TypeNames.variable(type)));
            }
        }
        return typed;
    }

    private void declare(MethodSpec.Builder method, Map<TypeReference, String> typed) {
        String own = typed.get(plan.event().type());
        typed.forEach((type, variable) -> {
            TypeName name = TypeNames.wildcard(type);
            if (own == null || own.equals(variable)) {
                method.addStatement("$T $N = ($T) event", name, variable, name);
            } else {
                method.addStatement("$T $N = $N", name, variable, own);
            }
        });
    }

    private void calls(MethodSpec.Builder method, Map<TypeReference, String> typed, int from, int to) {
        for (int number = from; number < to; number++) {
            method.beginControlFlow("if ($N != null)", fields.get(number))
                    .beginControlFlow("try")
                    .addStatement(call(number, typed))
                    .nextControlFlow("catch ($T failure)", Throwable.class)
                    .addStatement("failures = new $T($L, failure, failures)", DirectFailure.class, number)
                    .endControlFlow()
                    .endControlFlow();
        }
    }

    private CodeBlock call(int number, Map<TypeReference, String> typed) {
        Slot slot = plan.slots().get(number);
        String field = fields.get(number);
        if (!callable(slot)) {
            return CodeBlock.of(
                    "$T.$N($N, event, context)",
                    TypeNames.erased(slot.declaringClass().table()),
                    BridgeCode.name(slot.number()),
                    field);
        }
        String event = typed.getOrDefault(slot.handler().event().type(), "event");
        CodeBlock subscriber = hasTypedField(slot)
                ? CodeBlock.of("$N", field)
                : CodeBlock.of(
                        "(($T) $N)", TypeNames.wildcard(slot.declaringClass().type()), field);
        return CallCode.handler(slot.handler(), subscriber, CodeBlock.of("$N", event), CodeBlock.of("context"));
    }

    private TypeName fieldType(Slot slot) {
        return hasTypedField(slot) ? TypeNames.wildcard(slot.declaringClass().type()) : ClassName.OBJECT;
    }

    /**
     * A class that is not public may share a source file with another, and javac's auxiliaryclass warning about a field of
     * such a type cannot be suppressed. A cast in a method can, and costs a comparison.
     */
    private boolean hasTypedField(Slot slot) {
        return callable(slot) && slot.declaringClass().type().open();
    }

    private boolean callable(Slot slot) {
        return slot.declaringClass().callableFrom(slot.handler(), packageName);
    }
}

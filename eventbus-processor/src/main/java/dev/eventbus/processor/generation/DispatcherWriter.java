package dev.eventbus.processor.generation;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.eventbus.processor.model.DispatcherLayout;
import dev.eventbus.processor.model.DispatcherLayout.HandlerSlot;
import dev.eventbus.processor.model.TypeReference;
import dev.eventbus.spi.generated.DirectDispatcher;
import dev.eventbus.spi.generated.DirectFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes a dispatcher as a nested class of the index. */
final class DispatcherWriter {

    private final DispatcherLayout plan;
    private final String packageName;
    private final String className;
    private final NameAllocator variables;
    private final List<String> fields = new ArrayList<>();
    private final String event;
    private final String context;
    private final String subscribers;
    private final String failures;
    private final String failure;

    DispatcherWriter(DispatcherLayout plan, TypeReference index, String className) {
        this.plan = plan;
        this.packageName = index.packageName();
        this.className = className;
        Stream<TypeReference> called =
                plan.slots().stream().map(slot -> slot.declaringClass().type());
        this.variables = TypeNames.variables(
                Stream.concat(Stream.of(index), called).toList(),
                "event",
                "context",
                "subscribers",
                "failures",
                "failure");
        this.event = variables.get("event");
        this.context = variables.get("context");
        this.subscribers = variables.get("subscribers");
        this.failures = variables.get("failures");
        this.failure = variables.get("failure");
        Map<String, Long> overloads = plan.slots().stream()
                .collect(Collectors.groupingBy(DispatcherWriter::fieldName, Collectors.counting()));
        Map<String, Integer> names = new HashMap<>();
        for (HandlerSlot slot : plan.slots()) {
            String name = fieldName(slot);
            if (overloads.getOrDefault(name, 1L) > 1) {
                name += TypeNames.capitalized(slot.handler().event().type().simpleName());
            }
            int same = names.merge(name, 1, Integer::sum);
            fields.add(variables.newName(same == 1 ? name : name + same));
        }
    }

    private static String fieldName(HandlerSlot slot) {
        return TypeNames.variable(slot.declaringClass().type())
                + TypeNames.capitalized(slot.handler().method());
    }

    String className() {
        return className;
    }

    TypeSpec write() {
        TypeSpec.Builder type = TypeSpec.classBuilder(className)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(DirectDispatcher.class);
        MethodSpec.Builder constructor =
                MethodSpec.constructorBuilder().addParameter(ArrayTypeName.of(Object.class), subscribers);
        for (int number = 0; number < fields.size(); number++) {
            TypeName field = fieldType(plan.slots().get(number));
            type.addField(field, fields.get(number), Modifier.PRIVATE, Modifier.FINAL);
            CodeBlock cast = field.equals(ClassName.OBJECT) ? CodeBlock.of("") : CodeBlock.of("($T) ", field);
            constructor.addStatement("$N = $L$N[$L]", fields.get(number), cast, subscribers, number);
        }
        return type.addMethod(constructor.build()).addMethod(dispatch()).build();
    }

    private MethodSpec dispatch() {
        MethodSpec.Builder dispatch = GeneratedClass.overriding("dispatch")
                .returns(Object.class)
                .addParameter(Object.class, event)
                .addParameter(Object.class, context);
        Map<TypeReference, String> typed = typed();
        declare(dispatch, typed);
        dispatch.addStatement("$T $N = null", DirectFailure.class, failures);
        calls(dispatch, typed);
        return dispatch.addStatement("return $N", failures).build();
    }

    /** The variables that hold the event as each type that handlers take; its own class first. */
    private Map<TypeReference, String> typed() {
        NameAllocator locals = variables.clone();
        Map<TypeReference, String> typed = new LinkedHashMap<>();
        TypeReference own = plan.event().type();
        List<TypeReference> taken = plan.slots().stream()
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
                method.addStatement("$T $N = ($T) $N", name, variable, name, event);
            } else {
                method.addStatement("$T $N = $N", name, variable, own);
            }
        });
    }

    private void calls(MethodSpec.Builder method, Map<TypeReference, String> typed) {
        for (int number = 0; number < fields.size(); number++) {
            method.beginControlFlow("if ($N != null)", fields.get(number))
                    .beginControlFlow("try")
                    .addStatement(call(number, typed))
                    .nextControlFlow("catch ($T $N)", Throwable.class, failure)
                    .addStatement("$N = new $T($L, $N, $N)", failures, DirectFailure.class, number, failure, failures)
                    .endControlFlow()
                    .endControlFlow();
        }
    }

    private CodeBlock call(int number, Map<TypeReference, String> typed) {
        HandlerSlot slot = plan.slots().get(number);
        String field = fields.get(number);
        if (!callable(slot)) {
            return CodeBlock.of(
                    "$T.$N($N, $N, $N)",
                    TypeNames.erased(slot.declaringClass().table()),
                    BridgeCode.name(slot.number()),
                    field,
                    event,
                    context);
        }
        String argument = typed.getOrDefault(slot.handler().event().type(), event);
        CodeBlock subscriber = hasTypedField(slot)
                ? CodeBlock.of("$N", field)
                : CodeBlock.of(
                        "(($T) $N)", TypeNames.wildcard(slot.declaringClass().type()), field);
        return CallCode.handler(slot.handler(), subscriber, CodeBlock.of("$N", argument), CodeBlock.of("$N", context));
    }

    private TypeName fieldType(HandlerSlot slot) {
        return hasTypedField(slot) ? TypeNames.wildcard(slot.declaringClass().type()) : ClassName.OBJECT;
    }

    /**
     * A class that is not public may share a source file with another, and the auxiliaryclass warning of javac about a
     * field of such a type cannot be suppressed. The warning about a cast in a method can; the cast costs a comparison.
     */
    private boolean hasTypedField(HandlerSlot slot) {
        return callable(slot) && slot.declaringClass().type().isPublic();
    }

    private boolean callable(HandlerSlot slot) {
        return slot.declaringClass().isCallableFrom(slot.handler(), packageName);
    }
}

package dev.eventbus.processor.generation;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.eventbus.processor.model.HandlerDeclaration;
import dev.eventbus.processor.model.RetryOptions;
import dev.eventbus.processor.model.SubscriberDeclaration;
import dev.eventbus.processor.model.TypeReference;
import dev.eventbus.spi.generated.DeliveryCursor;
import dev.eventbus.spi.generated.HandlerTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes the handler table of a subscriber class. */
final class HandlerTableWriter {

    /** The most handlers in one method, as a power of two. */
    private static final int SHIFT = 4;

    private static final TypeName ANY_LIST =
            ParameterizedTypeName.get(ClassName.get(List.class), WildcardTypeName.subtypeOf(Object.class));

    private final SubscriberDeclaration subscriber;
    private final CodeBlock variable;
    private final CodeBlock cast;

    HandlerTableWriter(SubscriberDeclaration subscriber) {
        this.subscriber = subscriber;
        TypeName type = TypeNames.wildcard(subscriber.type());
        // Only packages below java and dev are referred to by their full names here, so these names are never changed.
        String name = TypeNames.variables(
                        List.of(), "handler", "subscriber", "delivery", "event", "events", "context", "failure")
                .newName(TypeNames.variable(subscriber.type()));
        this.variable = CodeBlock.of("$N", name);
        this.cast = CodeBlock.builder()
                .addStatement("$T $N = ($T) subscriber", type, name, type)
                .build();
    }

    TypeSpec write() {
        ClassName type = TypeNames.erased(subscriber.type());
        CodeBlock documentation = CodeBlock.of(
                "The handlers of {@link $T}. Not API: written by the annotation processor for the runtime.\n", type);
        return GeneratedClass.named(subscriber.table(), documentation, suppressed())
                .addSuperinterface(HandlerTable.class)
                .addMethod(GeneratedClass.constructor("For the index.\n"))
                .addMethod(GeneratedClass.overriding("subscriberType")
                        .returns(ParameterizedTypeName.get(
                                ClassName.get(Class.class), WildcardTypeName.subtypeOf(Object.class)))
                        .addStatement("return $T.class", type)
                        .build())
                .addMethods(new HandlerListCode(subscriber.handlers()).write(SHIFT))
                .addMethods(mayBeIncomplete())
                .addMethods(deliver())
                .addMethods(deliverBatches())
                .addMethods(call())
                .addMethods(accepts())
                .addMethods(key())
                .addMethods(new BridgeCode(subscriber).write())
                .build();
    }

    /**
     * A batch is cast to a list of its events, or to a raw list for events of a generic class. A filter may be
     * inherited from a raw superclass.
     */
    private List<String> suppressed() {
        List<HandlerDeclaration> handlers = subscriber.handlers();
        List<String> keys = new ArrayList<>(GeneratedClass.auxiliaryClass(
                Stream.concat(Stream.of(subscriber.type()), handlers.stream().flatMap(HandlerTableWriter::types))));
        if (handlers.stream()
                .anyMatch(handler ->
                        handler.takesBatch() && handler.event().type().isGeneric())) {
            keys.add("rawtypes");
        }
        if (handlers.stream().anyMatch(handler -> handler.takesBatch() || handler.filter() != null)) {
            keys.add("unchecked");
        }
        return keys;
    }

    private static Stream<TypeReference> types(HandlerDeclaration handler) {
        RetryOptions retry = handler.delivery().retry();
        Stream<TypeReference> failures = Stream.concat(retry.retryOn().stream(), retry.abortOn().stream());
        Stream<TypeReference> filtered = handler.filter() == null
                ? Stream.of()
                : Stream.of(handler.filter().parameter());
        return Stream.of(Stream.of(handler.event().type()), failures, filtered).flatMap(Function.identity());
    }

    private List<MethodSpec> mayBeIncomplete() {
        if (!subscriber.stub()) {
            return List.of();
        }
        return List.of(GeneratedClass.overriding("mayBeIncomplete")
                .returns(boolean.class)
                .addStatement("return true")
                .build());
    }

    private List<MethodSpec> deliver() {
        SwitchMethod method =
                deliveryLoop("deliver", "channel handler", ClassName.get(Object.class), "event", "delivery.next()");
        forEach((number, handler) -> {
            if (!handler.delivery().direct() && !handler.takesBatch()) {
                method.add(
                        number,
                        delivered(
                                handler, "event", CallCode.event(handler.event().type(), "event")));
            }
        });
        return method.write(subscriber.handlers().size(), SHIFT);
    }

    private List<MethodSpec> deliverBatches() {
        SwitchMethod method =
                deliveryLoop("deliverBatches", "handler of batches", ANY_LIST, "events", "delivery.nextBatch()");
        forEach((number, handler) -> {
            if (handler.takesBatch()) {
                method.add(
                        number,
                        delivered(
                                handler,
                                "events",
                                CallCode.batch(handler.event().type(), "events")));
            }
        });
        return method.write(subscriber.handlers().size(), SHIFT);
    }

    /** A method that loops over the events of a delivery. */
    private SwitchMethod deliveryLoop(String name, String otherwise, TypeName type, String variable, String next) {
        MethodSpec signature = GeneratedClass.overriding(name)
                .addParameter(int.class, "handler")
                .addParameter(Object.class, "subscriber")
                .addParameter(DeliveryCursor.class, "delivery")
                .build();
        return new SwitchMethod(signature, "handler", unknown(otherwise))
                .checkFirst()
                .before(CodeBlock.builder()
                        .add(cast)
                        .beginControlFlow(
                                "for ($T $N = $L; $N != null; $N = $L)", type, variable, next, variable, variable, next)
                        .beginControlFlow("try")
                        .build())
                .after(CodeBlock.builder()
                        .nextControlFlow("catch ($T failure)", Throwable.class)
                        .addStatement("delivery.failed($N, failure)", variable)
                        .endControlFlow()
                        .endControlFlow()
                        .build());
    }

    private CodeBlock delivered(HandlerDeclaration handler, String given, CodeBlock event) {
        CodeBlock call = CallCode.handler(handler, variable, event, CodeBlock.of("delivery.context()"));
        return handler.returnsStage() ? CodeBlock.of("delivery.returned($N, $L)", given, call) : call;
    }

    private List<MethodSpec> call() {
        MethodSpec signature = GeneratedClass.overriding("call")
                .addParameter(int.class, "handler")
                .addParameter(Object.class, "subscriber")
                .addParameter(Object.class, "event")
                .addParameter(Object.class, "context")
                .addException(Throwable.class)
                .build();
        SwitchMethod method = new SwitchMethod(signature, "handler", unknown("direct handler")).before(cast);
        forEach((number, handler) -> {
            if (handler.delivery().direct()) {
                CodeBlock event = CallCode.event(handler.event().type(), "event");
                method.add(number, CallCode.handler(handler, variable, event, CodeBlock.of("context")));
            }
        });
        return method.write(subscriber.handlers().size(), SHIFT);
    }

    private List<MethodSpec> accepts() {
        MethodSpec signature = GeneratedClass.overriding("accepts")
                .returns(boolean.class)
                .addParameter(int.class, "handler")
                .addParameter(Object.class, "subscriber")
                .addParameter(Object.class, "event")
                .addException(Throwable.class)
                .build();
        SwitchMethod method = new SwitchMethod(signature, "handler", unknown("filter of handler")).before(cast);
        forEach((number, handler) -> {
            if (handler.filter() != null) {
                CodeBlock event = CallCode.event(handler.filter().parameter(), "event");
                String filter = handler.filter().method();
                method.add(number, CodeBlock.of("$L.$N($L)", variable, filter, event));
            }
        });
        return method.write(subscriber.handlers().size(), SHIFT);
    }

    private List<MethodSpec> key() {
        MethodSpec signature = GeneratedClass.overriding("key")
                .returns(Object.class)
                .addParameter(int.class, "handler")
                .addParameter(Object.class, "event")
                .addException(Throwable.class)
                .build();
        SwitchMethod method = new SwitchMethod(signature, "handler", unknown("key of handler"));
        forEach((number, handler) -> {
            if (handler.key() != null) {
                method.add(number, CallCode.key(handler.event().type(), handler.key(), "event"));
            }
        });
        return method.write(subscriber.handlers().size(), SHIFT);
    }

    private static CodeBlock unknown(String what) {
        return CodeBlock.of("$T.unknown($S, handler)", HandlerTable.class, what);
    }

    private void forEach(NumberedHandler action) {
        List<HandlerDeclaration> handlers = subscriber.handlers();
        for (int number = 0; number < handlers.size(); number++) {
            action.accept(number, handlers.get(number));
        }
    }

    private interface NumberedHandler {
        void accept(int number, HandlerDeclaration handler);
    }
}

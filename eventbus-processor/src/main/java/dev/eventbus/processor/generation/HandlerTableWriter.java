package dev.eventbus.processor.generation;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.eventbus.processor.model.HandlerDeclaration;
import dev.eventbus.processor.model.SubscriberDeclaration;
import dev.eventbus.spi.generated.Delivery;
import dev.eventbus.spi.generated.HandlerTable;
import java.util.List;

/** Writes the handler table of a subscriber class. */
final class HandlerTableWriter {

    /** The power of two that is the most handlers in one method. */
    private static final int SHIFT = 4;

    private static final TypeName ANY_LIST =
            ParameterizedTypeName.get(ClassName.get(List.class), WildcardTypeName.subtypeOf(Object.class));

    private final SubscriberDeclaration subscriber;
    private final CodeBlock variable;
    private final CodeBlock cast;

    HandlerTableWriter(SubscriberDeclaration subscriber) {
        this.subscriber = subscriber;
        TypeName type = TypeNames.wildcard(subscriber.type());
        // Nothing is called by its full name here but what is in java and dev, so that these names stay.
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
        return GeneratedClass.named(subscriber.table(), documentation)
                .addSuperinterface(HandlerTable.class)
                .addMethod(GeneratedClass.constructor("For the index.\n"))
                .addMethod(GeneratedClass.overriding("subscriberType")
                        .returns(ParameterizedTypeName.get(
                                ClassName.get(Class.class), WildcardTypeName.subtypeOf(Object.class)))
                        .addStatement("return $T.class", type)
                        .build())
                .addMethods(new HandlerListCode(subscriber.handlers()).write(SHIFT))
                .addMethods(deliver())
                .addMethods(call())
                .addMethods(accepts())
                .addMethods(key())
                .addMethods(new BridgeCode(subscriber).write())
                .build();
    }

    private List<MethodSpec> deliver() {
        MethodSpec signature = GeneratedClass.overriding("deliver")
                .addParameter(int.class, "handler")
                .addParameter(Object.class, "subscriber")
                .addParameter(Delivery.class, "delivery")
                .build();
        SwitchMethod method = new SwitchMethod(signature, "handler", "channel handler").before(cast);
        forEach((number, handler) -> {
            if (!handler.delivering().direct()) {
                method.add(number, deliveryLoop(handler));
            }
        });
        return method.write(subscriber.handlers().size(), SHIFT);
    }

    private CodeBlock deliveryLoop(HandlerDeclaration handler) {
        CodeBlock event = handler.takesBatch()
                ? CallCode.batch(handler.event().type(), "events")
                : CallCode.event(handler.event().type(), "event");
        CodeBlock call = CallCode.handler(handler, variable, event, CodeBlock.of("delivery.context()"));
        CodeBlock.Builder loop = CodeBlock.builder();
        if (handler.takesBatch()) {
            loop.beginControlFlow(
                    "for ($T events = delivery.nextBatch(); events != null; events = delivery.nextBatch())", ANY_LIST);
        } else {
            loop.beginControlFlow(
                    "for ($T event = delivery.next(); event != null; event = delivery.next())", Object.class);
        }
        return loop.beginControlFlow("try")
                .addStatement(handler.returnsStage() ? CodeBlock.of("delivery.returned($L)", call) : call)
                .nextControlFlow("catch ($T failure)", Throwable.class)
                .addStatement("delivery.failed(failure)")
                .endControlFlow()
                .endControlFlow()
                .addStatement("return")
                .build();
    }

    private List<MethodSpec> call() {
        MethodSpec signature = GeneratedClass.overriding("call")
                .addParameter(int.class, "handler")
                .addParameter(Object.class, "subscriber")
                .addParameter(Object.class, "event")
                .addParameter(Object.class, "context")
                .addException(Throwable.class)
                .build();
        SwitchMethod method = new SwitchMethod(signature, "handler", "direct handler").before(cast);
        forEach((number, handler) -> {
            if (handler.delivering().direct()) {
                CodeBlock event = CallCode.event(handler.event().type(), "event");
                method.add(
                        number,
                        CodeBlock.builder()
                                .addStatement(CallCode.handler(handler, variable, event, CodeBlock.of("context")))
                                .addStatement("return")
                                .build());
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
        SwitchMethod method = new SwitchMethod(signature, "handler", "filter of handler").before(cast);
        forEach((number, handler) -> {
            if (handler.filter() != null) {
                CodeBlock event = CallCode.event(handler.filter().parameter(), "event");
                String filter = handler.filter().method();
                method.add(
                        number,
                        CodeBlock.builder()
                                .addStatement("return $L.$N($L)", variable, filter, event)
                                .build());
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
        SwitchMethod method = new SwitchMethod(signature, "handler", "key of handler");
        forEach((number, handler) -> {
            if (handler.key() != null) {
                CodeBlock key = CallCode.key(handler.event().type(), handler.key(), "event");
                method.add(
                        number,
                        CodeBlock.builder().addStatement("return $L", key).build());
            }
        });
        return method.write(subscriber.handlers().size(), SHIFT);
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

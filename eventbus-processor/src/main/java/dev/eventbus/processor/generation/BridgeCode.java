package dev.eventbus.processor.generation;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.eventbus.processor.model.HandlerDeclaration;
import dev.eventbus.processor.model.SubscriberDeclaration;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the methods of a table through which dispatchers in other packages call handlers that are not accessible. */
final class BridgeCode {

    private final SubscriberDeclaration subscriber;

    BridgeCode(SubscriberDeclaration subscriber) {
        this.subscriber = subscriber;
    }

    static String name(int handler) {
        return "direct" + handler;
    }

    List<MethodSpec> write() {
        List<MethodSpec> bridges = new ArrayList<>();
        for (int number = 0; number < subscriber.handlers().size(); number++) {
            HandlerDeclaration handler = subscriber.handlers().get(number);
            if (subscriber.needsBridge(handler)) {
                bridges.add(bridge(number, handler));
            }
        }
        return bridges;
    }

    private MethodSpec bridge(int number, HandlerDeclaration handler) {
        CodeBlock typed = CodeBlock.of("(($T) subscriber)", TypeNames.wildcard(subscriber.type()));
        CodeBlock event = CallCode.event(handler.event().type(), "event");
        return MethodSpec.methodBuilder(name(number))
                .addJavadoc("""
                        Calls handler $L for a dispatcher in another package.

                        @param subscriber the subscriber
                        @param event the event
                        @param context the context; null if the handler takes none
                        @throws Throwable whatever the handler throws
                        """, number)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(Object.class, "subscriber")
                .addParameter(Object.class, "event")
                .addParameter(Object.class, "context")
                .addException(Throwable.class)
                .addStatement(CallCode.handler(handler, typed, event, CodeBlock.of("context")))
                .build();
    }
}

package dev.eventbus.processor.generation;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.eventbus.EventContext;
import dev.eventbus.processor.model.HandlerDeclaration;
import dev.eventbus.processor.model.KeyPath;
import dev.eventbus.processor.model.TypeReference;
import java.util.List;

/** Writes expressions that call user code. */
final class CallCode {

    private CallCode() {}

    /** The call of a handler with an event or a list of events. */
    static CodeBlock handler(HandlerDeclaration handler, CodeBlock subscriber, CodeBlock event, CodeBlock context) {
        CodeBlock arguments =
                handler.takesContext() ? CodeBlock.of("$L, ($T) $L", event, EventContext.class, context) : event;
        return CodeBlock.of("$L.$N($L)", subscriber, handler.method(), arguments);
    }

    /** A variable of type {@code Object}, cast to the class of the event. */
    static CodeBlock event(TypeReference type, String variable) {
        return isObject(type)
                ? CodeBlock.of("$N", variable)
                : CodeBlock.of("($T) $N", TypeNames.wildcard(type), variable);
    }

    /**
     * A variable of type {@code List<?>}, cast to a list of events of a class. A handler may take {@code List<Page>} or
     * {@code List<Page<?>>}, and only a raw list can be passed to both.
     */
    static CodeBlock batch(TypeReference type, String variable) {
        if (type.isGeneric()) {
            return CodeBlock.of("($T) $N", List.class, variable);
        }
        TypeName list =
                ParameterizedTypeName.get(com.palantir.javapoet.ClassName.get(List.class), TypeNames.wildcard(type));
        return CodeBlock.of("($T) $N", list, variable);
    }

    /** The key of the event in a variable of type {@code Object}. */
    static CodeBlock key(TypeReference type, KeyPath key, String variable) {
        CodeBlock holder = isObject(type) ? CodeBlock.of("$N", variable) : CodeBlock.of("($L)", event(type, variable));
        return CodeBlock.of("$L.$L", holder, String.join(".", key.accessors()));
    }

    static boolean isObject(TypeReference type) {
        return type.binaryName().equals("java.lang.Object");
    }
}

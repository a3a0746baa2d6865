package dev.eventbus.processor.generation;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.eventbus.processor.model.EventDeclaration;
import dev.eventbus.spi.generated.EventDescriptor;
import java.util.stream.Stream;

/** Writes the descriptor of an event type. */
final class EventDescriptorWriter {

    private final EventDeclaration event;

    EventDescriptorWriter(EventDeclaration event) {
        this.event = event;
    }

    TypeSpec write() {
        ClassName type = TypeNames.erased(event.event().type());
        CodeBlock documentation = CodeBlock.of(
                "Describes {@link $T}. Not API: written by the annotation processor for the runtime.\n", type);
        TypeSpec.Builder descriptor = GeneratedClass.named(
                        event.descriptor(),
                        documentation,
                        GeneratedClass.auxiliaryClass(Stream.of(event.event().type())))
                .addSuperinterface(EventDescriptor.class)
                .addMethod(GeneratedClass.constructor("For the index.\n"))
                .addMethod(GeneratedClass.overriding("type")
                        .returns(ParameterizedTypeName.get(
                                ClassName.get(Class.class), WildcardTypeName.subtypeOf(Object.class)))
                        .addStatement("return $T.class", type)
                        .build());
        if (event.key() != null) {
            descriptor
                    .addMethod(GeneratedClass.overriding("hasKey")
                            .returns(boolean.class)
                            .addStatement("return true")
                            .build())
                    .addMethod(GeneratedClass.overriding("key")
                            .returns(Object.class)
                            .addParameter(Object.class, "event")
                            .addException(Throwable.class)
                            .addStatement(
                                    "return $L", CallCode.key(event.event().type(), event.key(), "event"))
                            .build());
        }
        return descriptor.build();
    }
}

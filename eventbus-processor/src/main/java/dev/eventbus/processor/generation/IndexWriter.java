package dev.eventbus.processor.generation;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import dev.eventbus.processor.model.DispatcherPlan;
import dev.eventbus.processor.model.DispatcherPlan.Slot;
import dev.eventbus.processor.model.EventDeclaration;
import dev.eventbus.processor.model.IndexPlan;
import dev.eventbus.processor.model.SubscriberDeclaration;
import dev.eventbus.processor.model.TypeReference;
import dev.eventbus.spi.generated.DirectDispatcher;
import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.HandlerTable;
import dev.eventbus.spi.generated.IndexContents;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the index of a compilation. */
final class IndexWriter {

    /** The power of two that is the most entries in one method. */
    private static final int SHIFT = 8;

    private final TypeReference name;
    private final IndexPlan plan;
    private final List<DispatcherWriter> dispatchers = new ArrayList<>();

    IndexWriter(TypeReference name, IndexPlan plan) {
        this.name = name;
        this.plan = plan;
        NameAllocator classNames = new NameAllocator();
        classNames.newName(name.simpleName());
        for (DispatcherPlan dispatcher : plan.dispatchers()) {
            String suggestion = String.join("", dispatcher.event().type().simpleNames()) + "Dispatcher";
            dispatchers.add(new DispatcherWriter(dispatcher, name, classNames.newName(suggestion)));
        }
    }

    TypeSpec write() {
        CodeBlock documentation = CodeBlock.of("""
                The subscribers and events of this compilation, to be given to {@link $T#index}.

                <p>Written by the annotation processor; only the class and its constructor are API.
                """, ClassName.get("dev.eventbus", "EventBus", "Builder"));
        return GeneratedClass.named(name, documentation)
                .addSuperinterface(SubscriberIndex.class)
                .addMethod(GeneratedClass.constructor("An index. Cheap: what it names is loaded when it is needed.\n"))
                .addMethod(GeneratedClass.overriding("abi")
                        .returns(int.class)
                        .addStatement("return $L", SubscriberIndex.ABI)
                        .build())
                .addMethods(describe())
                .addMethods(tables())
                .addMethods(events())
                .addMethods(dispatchers())
                .addTypes(dispatchers.stream().map(DispatcherWriter::write).toList())
                .build();
    }

    private List<MethodSpec> describe() {
        List<CodeBlock> lines = new ArrayList<>();
        for (SubscriberDeclaration subscriber : plan.subscribers()) {
            lines.add(CodeBlock.of("contents.subscriber($S)", subscriber.type().binaryName()));
        }
        for (EventDeclaration event : plan.events()) {
            lines.add(CodeBlock.of(
                    "contents.event($S, $S, $L)", event.event().type().binaryName(), event.topic(), event.version()));
        }
        for (DispatcherPlan dispatcher : plan.dispatchers()) {
            lines.add(CodeBlock.of(
                    "contents.dispatcher($S)", dispatcher.event().type().binaryName()));
            for (Slot slot : dispatcher.slots()) {
                lines.add(CodeBlock.of("contents.slot($L, $L)", slot.subscriber(), slot.number()));
            }
        }
        MethodSpec.Builder describe =
                GeneratedClass.overriding("describe").addParameter(IndexContents.class, "contents");
        if (lines.size() <= 1 << SHIFT) {
            lines.forEach(describe::addStatement);
            return List.of(describe.build());
        }
        List<MethodSpec> methods = new ArrayList<>();
        for (int chunk = 0; chunk << SHIFT < lines.size(); chunk++) {
            MethodSpec.Builder part = MethodSpec.methodBuilder("describe" + chunk)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .addParameter(IndexContents.class, "contents");
            lines.subList(chunk << SHIFT, Math.min(lines.size(), (chunk + 1) << SHIFT))
                    .forEach(part::addStatement);
            describe.addStatement("describe$L(contents)", chunk);
            methods.add(part.build());
        }
        methods.add(0, describe.build());
        return methods;
    }

    private List<MethodSpec> tables() {
        MethodSpec signature = GeneratedClass.overriding("table")
                .returns(HandlerTable.class)
                .addParameter(int.class, "subscriber")
                .build();
        List<CodeBlock> tables = plan.subscribers().stream()
                .map(subscriber -> CodeBlock.of("new $T()", TypeNames.erased(subscriber.table())))
                .toList();
        return factory(signature, "subscriber", tables);
    }

    private List<MethodSpec> events() {
        MethodSpec signature = GeneratedClass.overriding("event")
                .returns(EventDescriptor.class)
                .addParameter(int.class, "event")
                .build();
        List<CodeBlock> descriptors = plan.events().stream()
                .map(event -> CodeBlock.of("new $T()", TypeNames.erased(event.descriptor())))
                .toList();
        return factory(signature, "event", descriptors);
    }

    private List<MethodSpec> dispatchers() {
        MethodSpec signature = GeneratedClass.overriding("dispatcher")
                .returns(DirectDispatcher.class)
                .addParameter(int.class, "dispatcher")
                .addParameter(ArrayTypeName.of(Object.class), "subscribers")
                .build();
        List<CodeBlock> instances = dispatchers.stream()
                .map(dispatcher -> CodeBlock.of("new $N(subscribers)", dispatcher.className()))
                .toList();
        return factory(signature, "dispatcher", instances);
    }

    private static List<MethodSpec> factory(MethodSpec signature, String number, List<CodeBlock> instances) {
        SwitchMethod method = new SwitchMethod(signature, number, number);
        for (int value = 0; value < instances.size(); value++) {
            method.add(
                    value,
                    CodeBlock.builder()
                            .addStatement("return $L", instances.get(value))
                            .build());
        }
        return method.write(instances.size(), SHIFT);
    }
}

package dev.eventbus.processor.generation;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import dev.eventbus.processor.model.DispatcherLayout;
import dev.eventbus.processor.model.FileNames;
import dev.eventbus.processor.model.IndexPlan;
import dev.eventbus.processor.model.TypeReference;
import dev.eventbus.spi.generated.DirectDispatcher;
import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.HandlerTable;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the index of a compilation. */
final class IndexWriter {

    private final TypeReference name;
    private final IndexPlan plan;
    private final NameAllocator classNames = new NameAllocator();
    private final List<DispatcherWriter> dispatchers = new ArrayList<>();

    IndexWriter(TypeReference name, IndexPlan plan) {
        this.name = name;
        this.plan = plan;
        classNames.newName(name.simpleName());
        Map<String, Integer> suggestions = new HashMap<>();
        for (DispatcherLayout dispatcher : plan.dispatchers()) {
            TypeReference event = dispatcher.event().type();
            int same = suggestions.merge(event.binaryName(), 1, Integer::sum);
            int longest = FileNames.MAX_BYTES - name.simpleName().length() - 1;
            String suggestion = FileNames.shorten(
                    String.join("", event.simpleNames()), "Dispatcher" + (same == 1 ? "" : same), longest);
            dispatchers.add(new DispatcherWriter(dispatcher, name, classNames.newName(suggestion)));
        }
    }

    TypeSpec write() {
        CodeBlock documentation = CodeBlock.of("""
                The subscribers and events of this compilation, to be given to {@link $T#index}.

                <p>Written by the annotation processor; only the class and its constructor are API.
                """, ClassName.get("dev.eventbus", "EventBus", "Builder"));
        TypeSpec.Builder index = GeneratedClass.named(
                        name, documentation, GeneratedClass.auxiliaryClass(dispatchedTypes()))
                .addSuperinterface(SubscriberIndex.class)
                .addMethod(GeneratedClass.constructor("An index. Cheap: what it names is loaded when it is needed.\n"))
                .addMethod(GeneratedClass.overriding("abi")
                        .returns(int.class)
                        .addStatement("return $L", SubscriberIndex.ABI)
                        .build());
        new DescribeMethod(plan).addTo(index, classNames);
        tables().addTo(index, classNames);
        events().addTo(index, classNames);
        dispatchers().addTo(index, classNames);
        return index.addTypes(dispatchers.stream().map(DispatcherWriter::write).toList())
                .build();
    }

    /** The user's types that dispatchers refer to. Tables and descriptors are public classes in their own files. */
    private Stream<TypeReference> dispatchedTypes() {
        return plan.dispatchers().stream()
                .flatMap(dispatcher -> dispatcher.slots().stream())
                .flatMap(slot -> Stream.of(
                        slot.declaringClass().type(), slot.handler().event().type()));
    }

    private FactoryMethod tables() {
        MethodSpec.Builder signature =
                MethodSpec.methodBuilder("table").returns(HandlerTable.class).addParameter(int.class, "subscriber");
        List<CodeBlock> tables = plan.subscribers().stream()
                .map(subscriber -> CodeBlock.of("new $T()", TypeNames.erased(subscriber.table())))
                .toList();
        return new FactoryMethod(signature, "Tables", tables);
    }

    private FactoryMethod events() {
        MethodSpec.Builder signature =
                MethodSpec.methodBuilder("event").returns(EventDescriptor.class).addParameter(int.class, "event");
        List<CodeBlock> descriptors = plan.events().stream()
                .map(event -> CodeBlock.of("new $T()", TypeNames.erased(event.descriptor())))
                .toList();
        return new FactoryMethod(signature, "Events", descriptors);
    }

    private FactoryMethod dispatchers() {
        MethodSpec.Builder signature = MethodSpec.methodBuilder("dispatcher")
                .returns(DirectDispatcher.class)
                .addParameter(int.class, "dispatcher")
                .addParameter(ArrayTypeName.of(Object.class), "subscribers");
        List<CodeBlock> instances = dispatchers.stream()
                .map(dispatcher -> CodeBlock.of("new $N(subscribers)", dispatcher.className()))
                .toList();
        return new FactoryMethod(signature, "Dispatchers", instances);
    }
}

package dev.eventbus.processor.generation;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import dev.eventbus.processor.model.DispatcherLayout;
import dev.eventbus.processor.model.DispatcherLayout.HandlerSlot;
import dev.eventbus.processor.model.EventDeclaration;
import dev.eventbus.processor.model.IndexPlan;
import dev.eventbus.processor.model.SubscriberDeclaration;
import dev.eventbus.spi.generated.IndexContents;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * The method of an index that describes its contents, one line for each entry. Many lines are divided among methods,
 * very many among nested classes, because a class can have only 65,535 constants.
 */
final class DescribeMethod {

    /** The most lines in one class; each has at most five constants. */
    static final int LINES_PER_CLASS = 4_096;

    private static final int LINES_PER_METHOD = 256;

    private final List<CodeBlock> lines = new ArrayList<>();

    DescribeMethod(IndexPlan plan) {
        for (SubscriberDeclaration subscriber : plan.subscribers()) {
            lines.add(
                    CodeBlock.of("contents.subscriber($S);\n", subscriber.type().binaryName()));
            subscriber.explicitNames().forEach(name -> lines.add(CodeBlock.of("contents.name($S);\n", name)));
        }
        for (EventDeclaration event : plan.events()) {
            lines.add(CodeBlock.of(
                    "contents.event($S, $S, $L);\n",
                    event.event().type().binaryName(),
                    event.topic(),
                    event.version()));
            if (event.retain() != 0) {
                lines.add(CodeBlock.of("contents.retain($L);\n", event.retain()));
            }
        }
        for (DispatcherLayout dispatcher : plan.dispatchers()) {
            lines.add(CodeBlock.of(
                    "contents.dispatcher($S);\n", dispatcher.event().type().binaryName()));
            for (HandlerSlot slot : dispatcher.slots()) {
                lines.add(CodeBlock.of(
                        "contents.slot($L, $L); // $L.$L\n",
                        slot.subscriber(),
                        slot.number(),
                        slot.declaringClass().type().nestedName(),
                        slot.handler().method()));
            }
        }
    }

    /** Adds the method to the index, and the classes that it needs. */
    void addTo(TypeSpec.Builder index, NameAllocator classNames) {
        MethodSpec.Builder describe = GeneratedClass.overriding("describe");
        if (lines.size() <= LINES_PER_CLASS) {
            index.addMethods(methods(describe, lines));
            return;
        }
        describe.addParameter(IndexContents.class, "contents");
        for (int from = 0; from < lines.size(); from += LINES_PER_CLASS) {
            String name = classNames.newName("Contents" + from / LINES_PER_CLASS);
            describe.addStatement("$N.describe(contents)", name);
            index.addType(GeneratedPart.named(name)
                    .addMethods(methods(
                            MethodSpec.methodBuilder("describe").addModifiers(Modifier.STATIC),
                            lines.subList(from, Math.min(lines.size(), from + LINES_PER_CLASS))))
                    .build());
        }
        index.addMethod(describe.build());
    }

    /** A method with the given lines, followed by the methods among which many lines are divided. */
    private static List<MethodSpec> methods(MethodSpec.Builder describe, List<CodeBlock> some) {
        describe.addParameter(IndexContents.class, "contents");
        if (some.size() <= LINES_PER_METHOD) {
            some.forEach(describe::addCode);
            return List.of(describe.build());
        }
        List<MethodSpec> methods = new ArrayList<>();
        for (int from = 0; from < some.size(); from += LINES_PER_METHOD) {
            MethodSpec.Builder part = MethodSpec.methodBuilder("describe" + from / LINES_PER_METHOD)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .addParameter(IndexContents.class, "contents");
            some.subList(from, Math.min(some.size(), from + LINES_PER_METHOD)).forEach(part::addCode);
            describe.addStatement("describe$L(contents)", from / LINES_PER_METHOD);
            methods.add(part.build());
        }
        methods.add(0, describe.build());
        return methods;
    }
}

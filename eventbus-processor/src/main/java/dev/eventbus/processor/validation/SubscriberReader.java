package dev.eventbus.processor.validation;

import dev.eventbus.Subscribe;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import dev.eventbus.processor.model.HandlerDeclaration;
import dev.eventbus.processor.model.SubscriberDeclaration;
import dev.eventbus.processor.model.TypeReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads classes that declare handlers. */
public final class SubscriberReader {

    private final LanguageModel language;
    private final MutabilityCheck mutability;
    private final HandlerReader handlers;
    private final DuplicateNameCheck names = new DuplicateNameCheck();

    /**
     * Creates a reader for one compilation, in which subscription names must be unique.
     *
     * @param language the language model of the compiler
     * @param compiled the types of this compilation
     * @param mutability checks whether events are mutable
     * @param bodies the bodies of methods
     */
    public SubscriberReader(
            LanguageModel language, CompiledTypes compiled, MutabilityCheck mutability, MethodBodies bodies) {
        this.language = language;
        this.mutability = mutability;
        this.handlers = new HandlerReader(language, compiled, mutability, bodies);
    }

    /**
     * Reads a class.
     *
     * @param type a class with {@link Subscribe} methods
     * @return the declaration, or the problems with it
     */
    public ReadResult<SubscriberDeclaration> read(TypeElement type) {
        if (Kotlin.holdsBodiesOfInterface(type)) {
            // The problem is reported at the interface itself.
            return ReadResult.of(new ValidationReport(), null);
        }
        mutability.begin();
        try {
            TypeResolution.require(type);
            ValidationReport report = new ValidationReport();
            return ReadResult.of(report, read(type, report));
        } catch (RuntimeException thrown) {
            mutability.rollBack();
            return ReadResult.ofUnresolved(UnresolvedReference.of(thrown));
        }
    }

    private SubscriberDeclaration read(TypeElement type, ValidationReport report) {
        if (type.getKind().isInterface()) {
            report.add(Problem.SUBSCRIBER_INTERFACE, SourceLocation.of(type), type.getSimpleName());
        } else if (language.isPrivate(type)) {
            String enough = Kotlin.wording(type, "internal", "package-private");
            report.add(Problem.SUBSCRIBER_PRIVATE, SourceLocation.of(type), type.getSimpleName(), enough);
        }
        List<ExecutableElement> methods = ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(method -> LanguageModel.annotation(method, Subscribe.class) != null)
                .sorted(Comparator.comparing((ExecutableElement method) ->
                                method.getSimpleName().toString())
                        .thenComparing(this::parameterTypes))
                .toList();
        Map<String, Long> declarations =
                methods.stream().collect(Collectors.groupingBy(Kotlin::declaredName, Collectors.counting()));
        List<DeclaredHandler> declared = new ArrayList<>();
        for (ExecutableElement method : methods) {
            Element component = component(type, method);
            if (component != null) {
                report.add(
                        Problem.HANDLER_RECORD_COMPONENT,
                        SourceLocation.of(component),
                        component.getSimpleName(),
                        type.getSimpleName());
                continue;
            }
            AnnotationMirror annotation = Objects.requireNonNull(LanguageModel.annotation(method, Subscribe.class));
            Attributes attributes = Attributes.of(language, method, annotation);
            boolean overloaded = declarations.getOrDefault(Kotlin.declaredName(method), 1L) > 1;
            HandlerDeclaration handler = handlers.read(type, method, attributes, overloaded, report);
            if (handler != null) {
                boolean named = attributes.isExplicit("name");
                SourceLocation location = named ? attributes.location("name") : SourceLocation.of(method);
                declared.add(new DeclaredHandler(method, handler, named, location));
            }
        }
        distinguishOverloads(declared);
        if (!report.hasErrors()) {
            for (DeclaredHandler each : declared) {
                String signature = Kotlin.declaredName(each.method()) + "(" + parameterTypes(each.method()) + ")";
                names.add(
                        each.handler().name(), type.getQualifiedName() + "." + signature, each.nameLocation(), report);
            }
        }
        return new SubscriberDeclaration(
                language.reference(type),
                declared.stream().map(DeclaredHandler::handler).toList(),
                Kotlin.isKotlin(type));
    }

    /** The field of the record component whose accessor a method is; null for other methods. */
    private static @Nullable Element component(TypeElement type, ExecutableElement method) {
        if (type.getKind() != ElementKind.RECORD || !method.getParameters().isEmpty()) {
            return null;
        }
        return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .filter(field -> !field.getModifiers().contains(Modifier.STATIC)
                        && field.getSimpleName().equals(method.getSimpleName()))
                .findFirst()
                .orElse(null);
    }

    /**
     * Lengthens the default names of overloads whose event types have the same simple name: first by the enclosing
     * classes, then by the package.
     */
    private static void distinguishOverloads(List<DeclaredHandler> declared) {
        for (Function<TypeReference, String> longerName :
                List.<Function<TypeReference, String>>of(TypeReference::nestedName, TypeReference::binaryName)) {
            Map<String, Set<TypeReference>> eventsByName = declared.stream()
                    .filter(each -> !each.named())
                    .map(DeclaredHandler::handler)
                    .collect(Collectors.groupingBy(
                            HandlerDeclaration::name,
                            Collectors.mapping(handler -> handler.event().type(), Collectors.toSet())));
            declared.replaceAll(each -> {
                HandlerDeclaration handler = each.handler();
                boolean ambiguous = !each.named()
                        && eventsByName.getOrDefault(handler.name(), Set.of()).size() > 1;
                return ambiguous ? each.renamed(longerName.apply(handler.event().type())) : each;
            });
        }
    }

    private String parameterTypes(ExecutableElement method) {
        return method.getParameters().stream()
                .map(VariableElement::asType)
                .map(type -> language.types().erasure(type).toString())
                .collect(Collectors.joining(","));
    }

    /**
     * A handler together with its source.
     *
     * @param named whether the annotation names it
     * @param nameLocation where its name comes from: the attribute or, by default, the method
     */
    private record DeclaredHandler(
            ExecutableElement method, HandlerDeclaration handler, boolean named, SourceLocation nameLocation) {

        DeclaredHandler renamed(String eventName) {
            return new DeclaredHandler(method, handler.namedWith(eventName), named, nameLocation);
        }
    }
}

package dev.eventbus.processor.validation;

import dev.eventbus.Subscribe;
import dev.eventbus.processor.diagnostic.Place;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.Report;
import dev.eventbus.processor.model.HandlerDeclaration;
import dev.eventbus.processor.model.SubscriberDeclaration;
import dev.eventbus.processor.model.TypeReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
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

    private final Language language;
    private final MutabilityCheck mutability;
    private final HandlerReader handlers;
    private final SubscriptionNames names = new SubscriptionNames();

    /**
     * A reader for one compilation, within which it holds subscription names to be unique.
     *
     * @param language the compiler's view
     * @param compiled what is compiled
     * @param mutability looks at the state of events
     * @param bodies the bodies of methods
     */
    public SubscriberReader(
            Language language, CompiledTypes compiled, MutabilityCheck mutability, MethodBodies bodies) {
        this.language = language;
        this.mutability = mutability;
        this.handlers = new HandlerReader(language, compiled, mutability, bodies);
    }

    /**
     * Reads a class.
     *
     * @param type a class with {@link Subscribe} methods
     * @return what it declares, or what is wrong with it
     */
    public Reading<SubscriberDeclaration> read(TypeElement type) {
        if (Kotlin.holdsBodiesOfInterface(type)) {
            // All is said about the interface itself.
            return Reading.of(new Report(), null);
        }
        mutability.begin();
        try {
            Resolved.require(type);
            Report report = new Report();
            return Reading.of(report, read(type, report));
        } catch (RuntimeException thrown) {
            mutability.withdraw();
            return Reading.later(Unresolved.of(thrown));
        }
    }

    private SubscriberDeclaration read(TypeElement type, Report report) {
        if (type.getKind().isInterface()) {
            report.add(Problem.SUBSCRIBER_INTERFACE, Place.of(type), type.getSimpleName());
        } else if (language.isPrivate(type)) {
            String enough = Kotlin.or(type, "internal", "package-private");
            report.add(Problem.SUBSCRIBER_PRIVATE, Place.of(type), type.getSimpleName(), enough);
        }
        List<ExecutableElement> methods = ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(method -> Language.annotation(method, Subscribe.class) != null)
                .sorted(Comparator.comparing((ExecutableElement method) ->
                                method.getSimpleName().toString())
                        .thenComparing(this::parameterTypes))
                .toList();
        Map<String, Long> declarations =
                methods.stream().collect(Collectors.groupingBy(Kotlin::declaredName, Collectors.counting()));
        List<HandlerDeclaration> declared = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        Set<HandlerDeclaration> named = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ExecutableElement method : methods) {
            Element component = component(type, method);
            if (component != null) {
                report.add(
                        Problem.HANDLER_RECORD_COMPONENT,
                        Place.of(component),
                        component.getSimpleName(),
                        type.getSimpleName());
                continue;
            }
            AnnotationMirror annotation = Objects.requireNonNull(Language.annotation(method, Subscribe.class));
            Attributes attributes = Attributes.of(language, method, annotation);
            boolean overloaded = declarations.getOrDefault(Kotlin.declaredName(method), 1L) > 1;
            HandlerDeclaration handler = handlers.read(type, method, attributes, overloaded, report);
            if (handler != null) {
                if (attributes.written("name")) {
                    named.add(handler);
                }
                declared.add(handler);
                places.add(attributes.written("name") ? attributes.place("name") : Place.of(method));
            }
        }
        tellApart(declared, named);
        if (!report.hasErrors()) {
            for (int number = 0; number < declared.size(); number++) {
                HandlerDeclaration handler = declared.get(number);
                ExecutableElement method = methods.get(number);
                String signature = Kotlin.declaredName(method) + "(" + parameterTypes(method) + ")";
                names.add(handler.name(), type.getQualifiedName() + "." + signature, places.get(number), report);
            }
        }
        return new SubscriberDeclaration(language.reference(type), declared, Kotlin.wrote(type));
    }

    /** The field behind the component whose accessor a method is; null for another method. */
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

    /** Puts more of the event's name into the default names of overloads whose events have one simple name. */
    private static void tellApart(List<HandlerDeclaration> declared, Set<HandlerDeclaration> named) {
        for (Function<TypeReference, String> longer :
                List.<Function<TypeReference, String>>of(TypeReference::nestedName, TypeReference::binaryName)) {
            Map<String, Set<TypeReference>> eventsByName = new HashMap<>();
            for (HandlerDeclaration handler : declared) {
                if (!named.contains(handler)) {
                    eventsByName
                            .computeIfAbsent(handler.name(), name -> new HashSet<>())
                            .add(handler.event().type());
                }
            }
            declared.replaceAll(handler -> !named.contains(handler)
                            && eventsByName
                                            .getOrDefault(handler.name(), Set.of())
                                            .size()
                                    > 1
                    ? handler.namedWith(longer.apply(handler.event().type()))
                    : handler);
        }
    }

    private String parameterTypes(ExecutableElement method) {
        return method.getParameters().stream()
                .map(VariableElement::asType)
                .map(type -> language.types().erasure(type).toString())
                .collect(Collectors.joining(","));
    }
}

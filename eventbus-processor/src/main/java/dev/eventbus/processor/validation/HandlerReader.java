package dev.eventbus.processor.validation;

import dev.eventbus.Event;
import dev.eventbus.EventContext;
import dev.eventbus.Subscribe;
import dev.eventbus.internal.SubscriptionName;
import dev.eventbus.internal.SyntaxProblem;
import dev.eventbus.internal.TopicName;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import dev.eventbus.processor.model.DeliveryOptions;
import dev.eventbus.processor.model.Filter;
import dev.eventbus.processor.model.HandlerDeclaration;
import dev.eventbus.processor.model.KeyPath;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads one handler. This class reads its signature, and delegates the attributes to other readers. */
final class HandlerReader {

    private final LanguageModel language;
    private final EventParameterReader events;
    private final DeliveryOptionsReader deliveryOptions;
    private final FilterReader filters;
    private final HandlerKeyReader keys;
    private final PatternCheck patterns;
    private final MutabilityCheck mutability;
    private final MethodBodies bodies;

    HandlerReader(LanguageModel language, CompiledTypes compiled, MutabilityCheck mutability, MethodBodies bodies) {
        this.language = language;
        this.bodies = bodies;
        this.patterns = new PatternCheck(language, compiled);
        this.mutability = mutability;
        this.events = new EventParameterReader(language);
        this.deliveryOptions = new DeliveryOptionsReader(language);
        this.filters = new FilterReader(language);
        this.keys = new HandlerKeyReader(language);
    }

    /** Returns the handler; null if its event type cannot be determined. */
    @Nullable
    HandlerDeclaration read(
            TypeElement subscriber,
            ExecutableElement method,
            Attributes attributes,
            boolean overloaded,
            ValidationReport report) {
        String methodName = Kotlin.declaredName(method);
        checkModifiers(subscriber, method, methodName, report);
        if (suspends(method)) {
            report.add(Problem.HANDLER_SUSPENDS, SourceLocation.of(method), methodName);
            return null;
        }
        checkName(attributes, report);
        checkOverriding(subscriber, method, attributes, report);
        boolean returnsStage = checkReturnType(method, attributes, report);
        boolean takesContext = checkParameters(method, report);
        DeliveryOptions delivery = deliveryOptions.read(subscriber, methodName, attributes, report);
        TypeElement event = events.read(subscriber, method, delivery.batch(), attributes, report);
        if (event == null) {
            return null;
        }
        KeyPath key = keys.read(subscriber, methodName, event, delivery, attributes, report);
        new IneffectiveAttributeCheck(methodName, delivery, report).check(attributes, key != null);
        patterns.check(methodName, delivery.topic(), event, attributes.location("topic"), report);
        checkTopic(method, event, delivery, report);
        checkWarnings(subscriber, method, event, delivery, attributes, report);
        String filterName = attributes.text("filter");
        Filter filter = filterName.isEmpty()
                ? null
                : filters.read(subscriber, filterName, event, attributes.location("filter"), report);
        return new HandlerDeclaration(
                method.getSimpleName().toString(),
                method.getModifiers().contains(Modifier.PUBLIC),
                language.eventType(event),
                delivery.batch() > 1,
                takesContext,
                returnsStage,
                name(subscriber, methodName, event, overloaded, attributes),
                delivery,
                filter,
                key);
    }

    private void checkModifiers(
            TypeElement subscriber, ExecutableElement method, String name, ValidationReport report) {
        Set<Modifier> modifiers = method.getModifiers();
        SourceLocation location = SourceLocation.of(method);
        if (modifiers.contains(Modifier.PRIVATE)) {
            String enough = Kotlin.wording(method, "internal", "package-private");
            report.add(Problem.HANDLER_PRIVATE, location, name, enough);
        }
        if (modifiers.contains(Modifier.STATIC)) {
            String fix = Kotlin.wording(
                    method, "put it into a class or an object that you register, without @JvmStatic", "remove static");
            report.add(Problem.HANDLER_STATIC, location, name, fix);
        }
        if (modifiers.contains(Modifier.ABSTRACT) && subscriber.getKind().isClass()) {
            report.add(Problem.HANDLER_ABSTRACT, location, name);
        }
        if (!method.getTypeParameters().isEmpty()) {
            report.add(Problem.HANDLER_GENERIC, location, name);
        }
    }

    /** Kotlin compiles a suspend function to a method whose last parameter is a continuation. */
    private static boolean suspends(ExecutableElement method) {
        List<? extends VariableElement> parameters = method.getParameters();
        return !parameters.isEmpty()
                && parameters.get(parameters.size() - 1).asType() instanceof DeclaredType last
                && last.asElement() instanceof TypeElement type
                && type.getQualifiedName().contentEquals("kotlin.coroutines.Continuation");
    }

    /**
     * The topic of a type without @Event is its class name, unless events are published with publishTo. A handler of
     * such events has a pattern.
     */
    private void checkTopic(
            ExecutableElement method, TypeElement event, DeliveryOptions delivery, ValidationReport report) {
        if (delivery.topic().isEmpty()
                && language.eventType(event).concrete()
                && LanguageModel.annotation(event, Event.class) == null) {
            String name = language.elements().getBinaryName(event).toString();
            SyntaxProblem problem = TopicName.problem(name);
            if (problem != null) {
                String reason = name.length() > TopicName.MAX_LENGTH
                        ? "that has " + name.length() + " characters, while a topic has " + TopicName.MAX_LENGTH
                                + " at most"
                        : problem.reason();
                report.add(
                        Problem.EVENT_WITHOUT_TOPIC,
                        SourceLocation.of(method.getParameters().get(0)),
                        event.getSimpleName(),
                        Kotlin.declaredName(method),
                        reason);
            }
        }
    }

    private static void checkName(Attributes attributes, ValidationReport report) {
        String name = attributes.text("name");
        String problem = name.isEmpty() ? null : SubscriptionName.problem(name);
        if (problem != null) {
            report.add(Problem.SUBSCRIPTION_NAME, attributes.location("name"), name, problem);
        }
    }

    /** Reports code that works but is probably not intended. */
    private void checkWarnings(
            TypeElement subscriber,
            ExecutableElement method,
            TypeElement event,
            DeliveryOptions delivery,
            Attributes attributes,
            ValidationReport report) {
        mutability.check(event, report);
        if (delivery.topic().isEmpty() && language.is(event.asType(), Object.class)) {
            report.add(Problem.HANDLER_OF_EVERY_EVENT, SourceLocation.of(method), Kotlin.declaredName(method));
        }
        boolean retriesAllFailures =
                delivery.retry().isUnlimited() && delivery.retry().coversAllFailures();
        if (retriesAllFailures && !Kotlin.isKotlin(method) && bodies.hasNoCatch(method)) {
            report.add(
                    Problem.UNLIMITED_RETRY_OF_ALL_FAILURES,
                    attributes.nested("retry").location("maxAttempts"),
                    Kotlin.declaredName(method));
        }
        if (delivery.overflow().equals("BLOCK") && bodies.publishes(subscriber, event)) {
            report.add(
                    Problem.BLOCK_ON_OWN_EVENT,
                    attributes.location("overflow"),
                    Kotlin.declaredName(method),
                    event.getSimpleName());
        }
    }

    private void checkOverriding(
            TypeElement subscriber, ExecutableElement method, Attributes attributes, ValidationReport report) {
        TypeElement ancestor = subscriber;
        while (ancestor.getSuperclass() instanceof DeclaredType superclass) {
            ancestor = (TypeElement) superclass.asElement();
            for (ExecutableElement other : ElementFilter.methodsIn(ancestor.getEnclosedElements())) {
                if (other.getSimpleName().equals(method.getSimpleName())
                        && LanguageModel.annotation(other, Subscribe.class) != null
                        && language.elements().overrides(method, other, subscriber)) {
                    report.add(
                            Problem.HANDLER_OVERRIDES_HANDLER,
                            attributes.annotation(),
                            Kotlin.declaredName(method),
                            ancestor.getSimpleName());
                    return;
                }
            }
        }
    }

    private boolean checkReturnType(ExecutableElement method, Attributes attributes, ValidationReport report) {
        String name = Kotlin.declaredName(method);
        if (method.getReturnType().getKind() == TypeKind.VOID) {
            return false;
        }
        if (!language.isSubtype(method.getReturnType(), CompletionStage.class)) {
            String nothing = Kotlin.wording(method, "Unit (as a body in braces does)", "void");
            report.add(Problem.RETURN_TYPE, SourceLocation.of(method), name, method.getReturnType(), nothing);
        } else if (attributes.constant("mode").equals("DIRECT")) {
            report.add(Problem.DIRECT_RETURNS_STAGE, attributes.location("mode"), name, method.getReturnType());
        }
        return true;
    }

    private boolean checkParameters(ExecutableElement method, ValidationReport report) {
        String name = Kotlin.declaredName(method);
        List<? extends VariableElement> parameters = method.getParameters();
        if (parameters.size() > 2) {
            report.add(Problem.TOO_MANY_PARAMETERS, SourceLocation.of(method), name, parameters.size());
        } else if (parameters.size() == 2
                && !language.is(parameters.get(1).asType(), EventContext.class)
                && !language.is(parameters.get(0).asType(), EventContext.class)) {
            VariableElement second = parameters.get(1);
            report.add(Problem.SECOND_PARAMETER, SourceLocation.of(second), name, second.asType());
        }
        return parameters.size() > 1;
    }

    private String name(
            TypeElement subscriber, String method, TypeElement event, boolean overloaded, Attributes attributes) {
        String chosen = attributes.text("name");
        if (!chosen.isEmpty()) {
            return chosen;
        }
        String name = language.elements().getBinaryName(subscriber) + "." + method;
        return overloaded ? name + "(" + event.getSimpleName() + ")" : name;
    }
}

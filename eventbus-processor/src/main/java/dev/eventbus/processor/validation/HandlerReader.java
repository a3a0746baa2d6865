package dev.eventbus.processor.validation;

import dev.eventbus.Event;
import dev.eventbus.EventContext;
import dev.eventbus.Subscribe;
import dev.eventbus.internal.SubscriptionName;
import dev.eventbus.internal.SyntaxProblem;
import dev.eventbus.internal.TopicName;
import dev.eventbus.processor.diagnostic.Place;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.Report;
import dev.eventbus.processor.model.Delivering;
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

/** Reads one handler: its shape here, the rest with the readers of its parts. */
final class HandlerReader {

    private final Language language;
    private final EventParameterReader events;
    private final DeliveringReader deliverings;
    private final FilterReader filters;
    private final HandlerKeyReader keys;
    private final PatternCheck patterns;
    private final MutabilityCheck mutability;
    private final MethodBodies bodies;

    HandlerReader(Language language, CompiledTypes compiled, MutabilityCheck mutability, MethodBodies bodies) {
        this.language = language;
        this.bodies = bodies;
        this.patterns = new PatternCheck(language, compiled);
        this.mutability = mutability;
        this.events = new EventParameterReader(language);
        this.deliverings = new DeliveringReader(language);
        this.filters = new FilterReader(language);
        this.keys = new HandlerKeyReader(language);
    }

    /** The handler; null if it has no event type that anything more could be said about. */
    @Nullable
    HandlerDeclaration read(
            TypeElement subscriber,
            ExecutableElement method,
            Attributes attributes,
            boolean overloaded,
            Report report) {
        String methodName = Kotlin.declaredName(method);
        checkModifiers(subscriber, method, methodName, report);
        if (suspends(method)) {
            report.add(Problem.HANDLER_SUSPENDS, Place.of(method), methodName);
            return null;
        }
        checkName(attributes, report);
        checkOverriding(subscriber, method, attributes, report);
        boolean returnsStage = checkReturnType(method, attributes, report);
        boolean takesContext = checkParameters(method, report);
        Delivering delivering = deliverings.read(subscriber, methodName, attributes, report);
        TypeElement event = events.read(subscriber, method, delivering.batch(), attributes, report);
        if (event == null) {
            return null;
        }
        KeyPath key = keys.read(subscriber, methodName, event, delivering, attributes, report);
        new EffectCheck(methodName, delivering, report).check(attributes, key != null);
        patterns.check(methodName, delivering.topic(), event, attributes.place("topic"), report);
        checkTopic(method, event, delivering, report);
        checkWarnings(subscriber, method, event, delivering, attributes, report);
        String filterName = attributes.text("filter");
        Filter filter = filterName.isEmpty()
                ? null
                : filters.read(subscriber, filterName, event, attributes.place("filter"), report);
        return new HandlerDeclaration(
                method.getSimpleName().toString(),
                method.getModifiers().contains(Modifier.PUBLIC),
                language.eventType(event),
                delivering.batch() > 1,
                takesContext,
                returnsStage,
                name(subscriber, methodName, event, overloaded, attributes),
                delivering,
                filter,
                key);
    }

    private void checkModifiers(TypeElement subscriber, ExecutableElement method, String name, Report report) {
        Set<Modifier> modifiers = method.getModifiers();
        Place place = Place.of(method);
        if (modifiers.contains(Modifier.PRIVATE)) {
            String enough = Kotlin.or(method, "internal", "package-private");
            report.add(Problem.HANDLER_PRIVATE, place, name, enough);
        }
        if (modifiers.contains(Modifier.STATIC)) {
            String cure = Kotlin.or(
                    method, "put it into a class or an object that is registered, without @JvmStatic", "remove static");
            report.add(Problem.HANDLER_STATIC, place, name, cure);
        }
        if (modifiers.contains(Modifier.ABSTRACT) && subscriber.getKind().isClass()) {
            report.add(Problem.HANDLER_ABSTRACT, place, name);
        }
        if (!method.getTypeParameters().isEmpty()) {
            report.add(Problem.HANDLER_GENERIC, place, name);
        }
    }

    /** Kotlin compiles a suspend function to a method that takes what goes on after it as its last parameter. */
    private static boolean suspends(ExecutableElement method) {
        List<? extends VariableElement> parameters = method.getParameters();
        return !parameters.isEmpty()
                && parameters.get(parameters.size() - 1).asType() instanceof DeclaredType last
                && last.asElement() instanceof TypeElement type
                && type.getQualifiedName().contentEquals("kotlin.coroutines.Continuation");
    }

    /**
     * A type without @Event has its class name as its topic, unless publishTo names another one, and a handler of such
     * events has a pattern.
     */
    private void checkTopic(ExecutableElement method, TypeElement event, Delivering delivering, Report report) {
        if (delivering.topic().isEmpty()
                && language.eventType(event).concrete()
                && Language.annotation(event, Event.class) == null) {
            String name = language.elements().getBinaryName(event).toString();
            SyntaxProblem problem = TopicName.problem(name);
            if (problem != null) {
                String reason = name.length() > TopicName.MAX_LENGTH
                        ? "that has " + name.length() + " characters, while a topic has " + TopicName.MAX_LENGTH
                                + " at most"
                        : problem.reason();
                report.add(
                        Problem.EVENT_WITHOUT_TOPIC,
                        Place.of(method.getParameters().get(0)),
                        event.getSimpleName(),
                        Kotlin.declaredName(method),
                        reason);
            }
        }
    }

    private static void checkName(Attributes attributes, Report report) {
        String name = attributes.text("name");
        String problem = name.isEmpty() ? null : SubscriptionName.problem(name);
        if (problem != null) {
            report.add(Problem.SUBSCRIPTION_NAME, attributes.place("name"), name, problem);
        }
    }

    /** What works, but hardly as it is meant. */
    private void checkWarnings(
            TypeElement subscriber,
            ExecutableElement method,
            TypeElement event,
            Delivering delivering,
            Attributes attributes,
            Report report) {
        mutability.check(event, report);
        if (delivering.topic().isEmpty() && language.is(event.asType(), Object.class)) {
            report.add(Problem.EVERY_EVENT, Place.of(method), Kotlin.declaredName(method));
        }
        boolean retriesAnything =
                delivering.retry().endless() && delivering.retry().ofAnything();
        if (retriesAnything && !Kotlin.wrote(method) && bodies.surelyCatchNothing(method)) {
            report.add(
                    Problem.ENDLESS_RETRY_OF_ANYTHING,
                    attributes.nested("retry").place("maxAttempts"),
                    Kotlin.declaredName(method));
        }
        if (delivering.overflow().equals("BLOCK") && bodies.publish(subscriber, event)) {
            report.add(
                    Problem.BLOCK_ON_OWN_EVENT,
                    attributes.place("overflow"),
                    Kotlin.declaredName(method),
                    event.getSimpleName());
        }
    }

    private void checkOverriding(
            TypeElement subscriber, ExecutableElement method, Attributes attributes, Report report) {
        TypeElement ancestor = subscriber;
        while (ancestor.getSuperclass() instanceof DeclaredType superclass) {
            ancestor = (TypeElement) superclass.asElement();
            for (ExecutableElement other : ElementFilter.methodsIn(ancestor.getEnclosedElements())) {
                if (other.getSimpleName().equals(method.getSimpleName())
                        && Language.annotation(other, Subscribe.class) != null
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

    private boolean checkReturnType(ExecutableElement method, Attributes attributes, Report report) {
        String name = Kotlin.declaredName(method);
        if (method.getReturnType().getKind() == TypeKind.VOID) {
            return false;
        }
        if (!language.isSubtype(method.getReturnType(), CompletionStage.class)) {
            String nothing = Kotlin.or(method, "Unit (a body in braces does)", "void");
            report.add(Problem.RETURN_TYPE, Place.of(method), name, method.getReturnType(), nothing);
        } else if (attributes.constant("mode").equals("DIRECT")) {
            report.add(Problem.DIRECT_RETURNS_STAGE, attributes.place("mode"), name, method.getReturnType());
        }
        return true;
    }

    private boolean checkParameters(ExecutableElement method, Report report) {
        String name = Kotlin.declaredName(method);
        List<? extends VariableElement> parameters = method.getParameters();
        if (parameters.size() > 2) {
            report.add(Problem.TOO_MANY_PARAMETERS, Place.of(method), name, parameters.size());
        } else if (parameters.size() == 2
                && !language.is(parameters.get(1).asType(), EventContext.class)
                && !language.is(parameters.get(0).asType(), EventContext.class)) {
            VariableElement second = parameters.get(1);
            report.add(Problem.SECOND_PARAMETER, Place.of(second), name, second.asType());
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

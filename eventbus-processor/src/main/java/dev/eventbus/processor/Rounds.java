package dev.eventbus.processor;

import dev.eventbus.Event;
import dev.eventbus.Subscribe;
import dev.eventbus.processor.diagnostic.FindingPrinter;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import dev.eventbus.processor.diagnostic.WarningLevel;
import dev.eventbus.processor.generation.IndexOutcome;
import dev.eventbus.processor.generation.SourceWriter;
import dev.eventbus.processor.model.EventDeclaration;
import dev.eventbus.processor.model.IndexPlan;
import dev.eventbus.processor.model.SubscriberDeclaration;
import dev.eventbus.processor.model.TypeReference;
import dev.eventbus.processor.validation.CompiledTypes;
import dev.eventbus.processor.validation.EventReader;
import dev.eventbus.processor.validation.EventSubclassCheck;
import dev.eventbus.processor.validation.IndexName;
import dev.eventbus.processor.validation.LanguageModel;
import dev.eventbus.processor.validation.LocalSubscriberCheck;
import dev.eventbus.processor.validation.MethodBodies;
import dev.eventbus.processor.validation.ModuleProvidesCheck;
import dev.eventbus.processor.validation.MutabilityCheck;
import dev.eventbus.processor.validation.ReadResult;
import dev.eventbus.processor.validation.SourceDetector;
import dev.eventbus.processor.validation.SubscriberReader;
import dev.eventbus.processor.validation.UnresolvedReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.QualifiedNameable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of one compilation. A class gets its table in the first round in which the class and all types that it
 * refers to exist. The index is written in the first following round without a new class. That is never the last round,
 * because the round before it wrote something.
 */
final class Rounds {

    private final ProcessingEnvironment environment;
    private final Elements elements;
    private final FindingPrinter printer;
    private final SourceWriter writer;
    private final CompiledTypes compiled;
    private final MethodBodies bodies;
    private final EventReader eventReader;
    private final SubscriberReader subscriberReader;

    private final List<EventDeclaration> events = new ArrayList<>();
    private final List<SubscriberDeclaration> subscribers = new ArrayList<>();
    private final Map<String, String> sourcesByGeneratedName = new HashMap<>();
    private SortedMap<TypeKey, Optional<UnresolvedReference>> pendingEvents = new TreeMap<>();
    private SortedMap<TypeKey, Optional<UnresolvedReference>> pendingSubscribers = new TreeMap<>();
    private boolean indexWritten;
    private @Nullable TypeReference index;
    private boolean compilesModuleDeclaration;

    Rounds(ProcessingEnvironment environment) {
        this.environment = environment;
        this.elements = environment.getElementUtils();
        this.writer = new SourceWriter(environment.getFiler(), elements);
        this.bodies = MethodBodies.of(environment);
        this.compiled = new CompiledTypes(new SourceDetector(environment, bodies, writer::hasClassFile)::isFromSource);
        ValidationReport options = new ValidationReport();
        this.printer = new FindingPrinter(
                environment.getMessager(),
                WarningLevel.of(environment.getOptions().get(WarningLevel.OPTION), options),
                compiled::isInClassFile);
        printer.print(options);
        LanguageModel language = new LanguageModel(elements, environment.getTypeUtils());
        MutabilityCheck mutability = new MutabilityCheck(language, compiled);
        this.eventReader = new EventReader(language, mutability);
        this.subscriberReader = new SubscriberReader(language, compiled, mutability, bodies);
    }

    void process(RoundEnvironment round) {
        if (round.processingOver()) {
            reportUnresolved(pendingEvents);
            reportUnresolved(pendingSubscribers);
            if (!round.errorRaised()) {
                checkModule();
            }
            return;
        }
        compiled.add(round.getRootElements());
        printer.print(LocalSubscriberCheck.check(round.getRootElements(), bodies));
        printer.print(EventSubclassCheck.check(round.getRootElements(), elements));
        compilesModuleDeclaration |=
                !ElementFilter.modulesIn(round.getRootElements()).isEmpty();
        for (TypeElement type : ElementFilter.typesIn(round.getElementsAnnotatedWith(Event.class))) {
            pendingEvents.put(TypeKey.of(type, elements), Optional.empty());
        }
        for (Element method : ElementFilter.methodsIn(round.getElementsAnnotatedWith(Subscribe.class))) {
            if (!(method.getEnclosingElement() instanceof TypeElement type)) {
                continue;
            }
            if (type.getQualifiedName().isEmpty()) {
                printer.print(LocalSubscriberCheck.found(method));
            } else {
                pendingSubscribers.put(TypeKey.of(type, elements), Optional.empty());
            }
        }
        int before = pendingEvents.size() + pendingSubscribers.size();
        pendingEvents = readAll(pendingEvents, eventReader::read, this::writeDescriptor);
        pendingSubscribers = readAll(pendingSubscribers, subscriberReader::read, this::writeTable);
        int after = pendingEvents.size() + pendingSubscribers.size();
        boolean nothingNew = before == after;
        if (nothingNew
                && !indexWritten
                && (after == 0 || hasOnlyOwnClasses(round))
                && !sourcesByGeneratedName.isEmpty()) {
            indexWritten = true;
            writeIndex();
        }
    }

    /** Reads classes and generates code for each; returns those that refer to types which do not exist yet. */
    private <T> SortedMap<TypeKey, Optional<UnresolvedReference>> readAll(
            SortedMap<TypeKey, Optional<UnresolvedReference>> keys,
            Function<TypeElement, ReadResult<T>> reader,
            BiFunction<T, TypeElement, ValidationReport> generator) {
        SortedMap<TypeKey, Optional<UnresolvedReference>> unresolved = new TreeMap<>();
        for (TypeKey key : keys.keySet()) {
            TypeElement type = key.find(elements);
            if (type == null) {
                unresolved.put(key, Optional.of(UnresolvedReference.ofType(key.name())));
                continue;
            }
            ReadResult<T> reading = reader.apply(type);
            if (reading.unresolved() != null) {
                unresolved.put(key, Optional.of(reading.unresolved()));
            }
            printer.print(reading.report());
            reading.declaration().ifPresent(declared -> printer.print(generator.apply(declared, type)));
        }
        return unresolved;
    }

    /**
     * Reports the classes for which nothing is generated, unless the compiler does so: it reports types that are
     * missing in source files, but not those that class files refer to.
     */
    private void reportUnresolved(SortedMap<TypeKey, Optional<UnresolvedReference>> keys) {
        keys.forEach((key, unresolved) -> unresolved
                .filter(missing -> missing.where() == null || !compiled.contains(missing.where()))
                .ifPresent(missing -> printer.print(missing.report(key.name(), key.find(elements)))));
    }

    private ValidationReport writeDescriptor(EventDeclaration event, TypeElement type) {
        ValidationReport report = reserveName(event.descriptor(), type);
        if (!report.hasErrors()) {
            addClash(writer.writeDescriptor(event, type), event.descriptor(), type, report);
            events.add(event);
        }
        return report;
    }

    private ValidationReport writeTable(SubscriberDeclaration subscriber, TypeElement type) {
        ValidationReport report = reserveName(subscriber.table(), type);
        if (!report.hasErrors()) {
            addClash(writer.writeTable(subscriber, type), subscriber.table(), type, report);
            subscribers.add(subscriber);
        }
        return report;
    }

    private ValidationReport reserveName(TypeReference generated, TypeElement type) {
        ValidationReport report = new ValidationReport();
        String source = type.getQualifiedName().toString();
        if (indexWritten) {
            report.add(Problem.CLASS_AFTER_INDEX, SourceLocation.of(type), source);
            return report;
        }
        String other = sourcesByGeneratedName.putIfAbsent(generated.canonicalName(), source);
        if (other != null) {
            report.add(
                    Problem.GENERATED_NAME_CLASH,
                    SourceLocation.of(type),
                    generated.canonicalName(),
                    source,
                    "it is generated for " + other);
        }
        return report;
    }

    private static void addClash(
            Optional<String> clash, TypeReference generated, TypeElement type, ValidationReport report) {
        clash.ifPresent(where -> report.add(
                Problem.GENERATED_NAME_CLASH,
                SourceLocation.of(type),
                generated.canonicalName(),
                type.getQualifiedName(),
                where));
    }

    /** Whether no other processor has generated a class since the previous round, so that waiting longer is useless. */
    private boolean hasOnlyOwnClasses(RoundEnvironment round) {
        return round.getRootElements().stream()
                .allMatch(root -> root instanceof QualifiedNameable named
                        && sourcesByGeneratedName.containsKey(
                                named.getQualifiedName().toString()));
    }

    private void writeIndex() {
        IndexPlan plan = IndexPlan.of(subscribers, events);
        ReadResult<TypeReference> name = IndexName.read(environment.getOptions().get(IndexName.OPTION), plan);
        printer.print(name.report());
        name.declaration().ifPresent(wanted -> {
            List<TypeElement> sources = sourcesByGeneratedName.values().stream()
                    .distinct()
                    .sorted()
                    .map(elements::getTypeElement)
                    .filter(Objects::nonNull)
                    .toList();
            IndexOutcome outcome = writer.writeIndex(wanted, plan, sources);
            if (outcome.conflictLocation() == null) {
                index = outcome.name();
            } else {
                ValidationReport report = new ValidationReport();
                report.add(
                        Problem.INDEX_NAME_CLASH,
                        SourceLocation.NONE,
                        outcome.name().canonicalName(),
                        outcome.conflictLocation(),
                        TypeReference.topLevel(outcome.name().packageName(), "MyEventBusIndex")
                                .canonicalName());
                printer.print(report);
            }
        });
    }

    private void checkModule() {
        if (index != null && compilesModuleDeclaration) {
            TypeElement written = elements.getTypeElement(index.canonicalName());
            ModuleElement module = written == null ? null : elements.getModuleOf(written);
            if (module != null && !module.isUnnamed()) {
                printer.print(ModuleProvidesCheck.check(module, index));
            }
        }
    }
}

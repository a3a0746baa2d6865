package dev.eventbus.processor;

import com.google.auto.service.AutoService;
import dev.eventbus.processor.diagnostic.FindingPrinter;
import dev.eventbus.processor.diagnostic.ValidationReport;
import dev.eventbus.processor.diagnostic.WarningLevel;
import dev.eventbus.processor.validation.EventSubclassCheck;
import dev.eventbus.processor.validation.LocalSubscriberCheck;
import dev.eventbus.processor.validation.MethodBodies;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Processes compilations without annotations of the event bus, for which the compiler does not run {@link
 * EventBusProcessor}. It declares the same options, so that javac does not warn about them, and finds handlers in local
 * classes and subclasses of event types. It generates no code and claims no annotations.
 */
@AutoService(Processor.class)
public final class UnannotatedCodeProcessor extends AbstractProcessor {

    private MethodBodies bodies = MethodBodies.UNKNOWN;
    private boolean annotated;

    /** Called by the compiler. */
    public UnannotatedCodeProcessor() {}

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        bodies = MethodBodies.of(environment);
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return EventBusProcessor.OPTIONS;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
        try {
            if (!annotated) {
                print(LocalSubscriberCheck.check(environment.getRootElements(), bodies), environment);
                print(
                        EventSubclassCheck.check(environment.getRootElements(), processingEnv.getElementUtils()),
                        environment);
            }
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError failure) {
            EventBusProcessor.print(failure, processingEnv);
        }
        return false;
    }

    private void print(ValidationReport report, RoundEnvironment environment) {
        // Evaluated only after a finding, because it visits all elements.
        annotated |= !report.findings().isEmpty() && hasOwnAnnotations(environment);
        if (!annotated) {
            String level = processingEnv.getOptions().get(WarningLevel.OPTION);
            // The compiler has initialized EventBusProcessor before, which reports an unknown level.
            new FindingPrinter(
                            processingEnv.getMessager(),
                            WarningLevel.of(level, new ValidationReport()),
                            element -> bodies.hasSource(outermost(element)).equals(Optional.of(false)))
                    .print(report);
        }
    }

    private static TypeElement outermost(Element element) {
        return element.getEnclosingElement() instanceof TypeElement enclosing
                ? outermost(enclosing)
                : (TypeElement) element;
    }

    /** Whether the other processor runs too. It then reports the same findings, in this round and all later ones. */
    private boolean hasOwnAnnotations(RoundEnvironment environment) {
        TypeElement[] ours = EventBusProcessor.ANNOTATIONS.stream()
                .map(processingEnv.getElementUtils()::getTypeElement)
                .filter(Objects::nonNull)
                .toArray(TypeElement[]::new);
        return !environment.getElementsAnnotatedWithAny(ours).isEmpty();
    }
}

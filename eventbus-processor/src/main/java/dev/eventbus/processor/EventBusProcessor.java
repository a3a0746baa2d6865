package dev.eventbus.processor;

import com.google.auto.service.AutoService;
import dev.eventbus.Breaker;
import dev.eventbus.Event;
import dev.eventbus.Retry;
import dev.eventbus.Subscribe;
import dev.eventbus.processor.diagnostic.FindingPrinter;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import dev.eventbus.processor.diagnostic.WarningLevel;
import dev.eventbus.processor.validation.IndexName;
import dev.eventbus.spi.generated.Generated;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Generates handler tables, event descriptors and the index. It reports its own failures instead of throwing them. */
@AutoService(Processor.class)
public final class EventBusProcessor extends AbstractProcessor {

    static final Set<String> ANNOTATIONS = Set.of(
            Subscribe.class.getName(),
            Event.class.getName(),
            Retry.class.getName(),
            Breaker.class.getName(),
            Generated.class.getName());
    static final Set<String> OPTIONS = Set.of(IndexName.OPTION, WarningLevel.OPTION);

    private @Nullable Rounds rounds;

    /** Called by the compiler. */
    public EventBusProcessor() {}

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        rounds = new Rounds(environment);
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return ANNOTATIONS;
    }

    @Override
    public Set<String> getSupportedOptions() {
        return OPTIONS;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    /** Returns true, because javac warns about annotations that no processor claims. */
    @Override
    @SuppressWarnings("DoNotClaimAnnotations")
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
        try {
            if (rounds != null) {
                rounds.process(environment);
            }
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError failure) {
            print(failure, processingEnv);
        }
        return true;
    }

    static void print(Throwable failure, ProcessingEnvironment environment) {
        ValidationReport report = new ValidationReport();
        report.add(Problem.INTERNAL_ERROR, SourceLocation.NONE, describe(failure));
        new FindingPrinter(environment.getMessager(), WarningLevel.NOTE, element -> false).print(report);
    }

    private static String describe(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String incomplete = failure instanceof LinkageError
                ? "; the processor path probably lacks a dependency of eventbus-processor"
                : "";
        return failure + (trace.length == 0 ? "" : " at " + trace[0]) + incomplete;
    }
}

package dev.eventbus.processor.fuzz;

import dev.eventbus.spi.generated.HandlerSpec;
import java.util.List;

/**
 * A {@code @Retry} to be written.
 *
 * @param spec its numbers
 * @param retryOn the binary names of failures that are tried again
 * @param abortOn the binary names of failures that are never tried again
 */
record Retried(HandlerSpec.RetrySpec spec, List<String> retryOn, List<String> abortOn) {

    /** The possible values of {@link #retryOn}; each has an effect with every value of {@link #abortOn}. */
    static final List<List<String>> TYPES = List.of(
            List.of(),
            List.of("java.lang.Throwable"),
            List.of("java.lang.Exception", "java.lang.AssertionError"),
            List.of("java.io.IOException", "com.acme.events.Events$Failure"));

    /** The possible values of {@link #abortOn}. */
    static final List<List<String>> ABORTING = List.of(
            List.of(),
            List.of("java.io.FileNotFoundException"),
            List.of("com.acme.events.Events$Failure$IOException", "java.lang.StackOverflowError"));

    static Retried of(HandlerSpec spec) {
        return new Retried(spec.retry(), names(spec.retryOn()), names(spec.abortOn()));
    }

    private static List<String> names(List<Class<?>> types) {
        return types.stream().map(Class::getName).toList();
    }
}

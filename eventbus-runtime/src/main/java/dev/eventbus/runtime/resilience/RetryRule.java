package dev.eventbus.runtime.resilience;

import dev.eventbus.spi.generated.HandlerSpec;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which failures of a handler are retried, how often and when: exponential backoff with a cap and jitter.
 *
 * @param spec how often and when
 * @param retryOn the failures that are retried; empty for all
 * @param abortOn the failures that are not, even if {@code retryOn} has them
 */
record RetryRule(HandlerSpec.RetrySpec spec, List<Class<?>> retryOn, List<Class<?>> abortOn) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** The rule of a handler. */
    static RetryRule of(HandlerSpec handler) {
        return new RetryRule(handler.retry(), handler.retryOn(), handler.abortOn());
    }

    /** Whether anything is retried at all. */
    boolean isActive() {
        return spec.maxAttempts() > 1;
    }

    /**
     * Whether a failure allows another attempt.
     *
     * @param attempt the number of the attempt that failed, from 1
     */
    boolean allowsRetry(Throwable failure, int attempt) {
        return attempt < spec.maxAttempts()
                && !FatalFailures.include(failure)
                && (retryOn.isEmpty() || isAny(retryOn, failure))
                && !isAny(abortOn, failure);
    }

    private static boolean isAny(List<Class<?>> types, Throwable failure) {
        for (Class<?> type : types) {
            if (type.isInstance(failure)) {
                return true;
            }
        }
        return false;
    }

    /**
     * How long to wait before the next attempt.
     *
     * @param attempt the number of the attempt that failed, from 1
     */
    long backoffNanos(int attempt) {
        double millis = Math.min(
                (double) spec.maxDelayMillis(),
                (double) spec.delayMillis() * Math.pow(spec.multiplier(), Math.min(attempt - 1, 1_000)));
        double spread = spec.jitter() * ThreadLocalRandom.current().nextDouble(-1, 1);
        return (long) (millis * (1 + spread) * NANOS_PER_MILLI);
    }
}

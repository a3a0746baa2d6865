package dev.eventbus.runtime.resilience;

import dev.eventbus.spi.generated.HandlerSpec;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Which failures of a handler are tried again, how often and when: exponential waits with a cap, spread at random.
 *
 * @param spec how often and when
 * @param retryOn the failures that are; empty for all
 * @param abortOn the failures that are not, whatever {@code retryOn} says
 */
public record RetryRule(HandlerSpec.RetrySpec spec, List<Class<?>> retryOn, List<Class<?>> abortOn) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** The rule of a handler; null if it never tries again. */
    public static @Nullable RetryRule of(HandlerSpec handler) {
        return handler.retry().maxAttempts() > 1
                ? new RetryRule(handler.retry(), handler.retryOn(), handler.abortOn())
                : null;
    }

    /**
     * Whether an event is tried again.
     *
     * @param attempt the number of the attempt that failed, from 1
     */
    public boolean retries(Throwable failure, int attempt) {
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
     * How long an event waits for the next attempt.
     *
     * @param attempt the number of the attempt that failed, from 1
     */
    public long waitNanos(int attempt) {
        double millis = Math.min(
                (double) spec.maxDelayMillis(),
                (double) spec.delayMillis() * Math.pow(spec.multiplier(), Math.min(attempt - 1, 1_000)));
        double spread = spec.jitter() * ThreadLocalRandom.current().nextDouble(-1, 1);
        return (long) (millis * (1 + spread) * NANOS_PER_MILLI);
    }
}

package dev.eventbus.runtime;

import dev.eventbus.BreakerPolicy;
import dev.eventbus.RetryPolicy;
import dev.eventbus.spi.generated.HandlerSpec;

/** From the policies of a lambda to its specification, with the checks that the processor makes of annotations. */
final class LambdaPolicies {

    private LambdaPolicies() {}

    /** @throws IllegalArgumentException for values that do not go together */
    static void retry(HandlerSpec spec, RetryPolicy policy) {
        require(
                policy.delay().compareTo(policy.maxDelay()) <= 0,
                "A retry with delay " + policy.delay() + " cannot have maxDelay " + policy.maxDelay()
                        + ". To fix it, set maxDelay to at least the delay.");
        require(
                policy.maxAttempts() < Integer.MAX_VALUE || !policy.delay().isZero(),
                "A retry without end must wait between attempts. To fix it, set the delay above 0, or use"
                        + " RetryPolicy.attempts.");
        for (Class<?> retried : policy.retryOn()) {
            for (Class<?> aborted : policy.abortOn()) {
                require(
                        !aborted.isAssignableFrom(retried),
                        retried.getName() + " in retryOn is never tried again, because abortOn has " + aborted.getName()
                                + ". To fix it, remove one of them.");
            }
        }
        spec.withRetry(
                policy.maxAttempts(),
                policy.delay().toMillis(),
                policy.multiplier(),
                policy.maxDelay().toMillis(),
                policy.jitter());
        spec.withRetryOn(policy.retryOn().toArray(Class<?>[]::new));
        spec.withAbortOn(policy.abortOn().toArray(Class<?>[]::new));
    }

    static void breaker(HandlerSpec spec, BreakerPolicy policy) {
        spec.withBreaker(
                policy.failures(),
                policy.failureRate(),
                policy.window(),
                policy.open().toMillis(),
                policy.probes(),
                policy.whileOpen());
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem);
        }
    }
}

package dev.eventbus.runtime;

import dev.eventbus.BreakerPolicy;
import dev.eventbus.RetryPolicy;
import dev.eventbus.spi.generated.HandlerSpec;
import java.util.List;

/** Fills the specifications of lambdas, with the checks that the processor makes of annotations. */
final class HandlerSpecs {

    private HandlerSpecs() {}

    /** A copy of a specification that has no mode, batch, context or stage yet. */
    @SuppressWarnings("ReferenceEquality") // what most subscriptions share stays shared: there may be a million
    static HandlerSpec copyOf(HandlerSpec spec) { // ADR 12: no method references
        HandlerSpec.RetrySpec retry = spec.retry();
        HandlerSpec.BreakerSpec breaker = spec.breaker();
        HandlerSpec copy = HandlerSpec.of(spec.name(), spec.eventType())
                .withTopic(spec.topic())
                .withCapacity(spec.capacity())
                .withReplay(spec.replay())
                .withOverflow(spec.overflow())
                .withBlockMillis(spec.blockMillis())
                .withConcurrency(spec.concurrency())
                .withTimeoutMillis(spec.timeoutMillis());
        if (retry != HandlerSpec.RetrySpec.NONE) {
            copy.withRetry(
                            retry.maxAttempts(),
                            retry.delayMillis(),
                            retry.multiplier(),
                            retry.maxDelayMillis(),
                            retry.jitter())
                    .withRetryOn(spec.retryOn().toArray(new Class<?>[0]))
                    .withAbortOn(spec.abortOn().toArray(new Class<?>[0]));
        }
        if (breaker != HandlerSpec.BreakerSpec.OFF) {
            copy.withBreaker(
                    breaker.failures(),
                    breaker.failureRate(),
                    breaker.window(),
                    breaker.openMillis(),
                    breaker.probes(),
                    breaker.whileOpen());
        }
        if (spec.filtered()) {
            copy.withFilter();
        }
        if (spec.keyed()) {
            copy.withKey();
        }
        return copy;
    }

    /**
     * Enters a retry policy.
     *
     * @throws IllegalArgumentException for values that do not go together, or have no effect
     */
    static void retry(HandlerSpec spec, RetryPolicy policy, HandlerRules rules) {
        rules.require(
                policy.delay().compareTo(policy.maxDelay()) <= 0,
                "A retry with maxDelay = " + policy.maxDelay() + " is not possible",
                "choose at least delay");
        rules.require(
                policy.maxAttempts() < Integer.MAX_VALUE || !policy.delay().isZero(),
                "The retry of handler " + rules.handler() + " never ends and never waits",
                "set delay above 0, or limit maxAttempts");
        rules.requireEffect(
                policy.maxAttempts() > 1,
                "retry",
                "with maxAttempts = 1 nothing is tried again",
                "set maxAttempts to 2 or more");
        if (policy.delay().isZero()) {
            RetryPolicy defaults = RetryPolicy.maxAttempts(2);
            requireWaits(policy.multiplier() == defaults.multiplier(), "multiplier", rules);
            requireWaits(policy.maxDelay().equals(defaults.maxDelay()), "maxDelay", rules);
            requireWaits(policy.jitter() == defaults.jitter(), "jitter", rules);
        }
        requireFailures(policy, rules);
        spec.withRetry(
                policy.maxAttempts(),
                policy.delay().toMillis(),
                policy.multiplier(),
                policy.maxDelay().toMillis(),
                policy.jitter());
        spec.withRetryOn(policy.retryOn().toArray(Class<?>[]::new));
        spec.withAbortOn(policy.abortOn().toArray(Class<?>[]::new));
    }

    private static void requireWaits(boolean isDefault, String attribute, HandlerRules rules) {
        rules.requireEffect(isDefault, attribute, "with delay = 0 there are no waits", "set delay above 0");
    }

    private static void requireFailures(RetryPolicy policy, HandlerRules rules) {
        for (Class<?> retried : policy.retryOn()) {
            requirePossible("retryOn", retried, rules);
            for (Class<?> aborted : policy.abortOn()) {
                String wider = aborted.getSimpleName();
                rules.requireEffect(
                        !aborted.isAssignableFrom(retried),
                        "retryOn = " + retried.getSimpleName() + ".class",
                        "abortOn has " + wider + ", and wins",
                        "remove " + wider + " from abortOn");
            }
        }
        for (Class<?> aborted : policy.abortOn()) {
            requirePossible("abortOn", aborted, rules);
        }
    }

    /** A failure that can be retried. Classes in no line of inheritance have no object in common. */
    private static void requirePossible(String attribute, Class<?> type, HandlerRules rules) {
        boolean possible = !Error.class.isAssignableFrom(type);
        for (Class<?> retried : List.of(AssertionError.class, StackOverflowError.class)) {
            possible |= retried.isAssignableFrom(type) || type.isAssignableFrom(retried);
        }
        rules.requireEffect(
                possible,
                attribute + " = " + type.getSimpleName() + ".class",
                "of errors only AssertionError and StackOverflowError are ever tried again",
                "name one of these two");
    }

    static void breaker(HandlerSpec spec, BreakerPolicy policy) {
        spec.withBreaker(
                policy.failures(),
                policy.failureRate(),
                policy.window(),
                policy.openFor().toMillis(),
                policy.probes(),
                policy.whileOpen());
    }
}

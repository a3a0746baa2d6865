package dev.eventbus;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often and when a failed delivery to a lambda is retried: {@link Retry} as an object, with the same defaults.
 *
 * <pre>{@code
 * RetryPolicy.maxAttempts(5).delay(Duration.ofMillis(50)).abortOn(IllegalArgumentException.class)
 * }</pre>
 *
 * <p>Immutable: each method that sets something returns a new policy. Times are rounded up to whole milliseconds. A
 * value out of range is refused at once. Values that contradict each other, such as a first wait longer than the
 * longest, are refused by {@link SubscriptionBuilder#retry}.
 */
public final class RetryPolicy {

    private final int maxAttempts;
    private final Duration delay;
    private final double multiplier;
    private final Duration maxDelay;
    private final double jitter;
    private final List<Class<? extends Throwable>> retryOn;
    private final List<Class<? extends Throwable>> abortOn;

    private RetryPolicy(
            int maxAttempts,
            Duration delay,
            double multiplier,
            Duration maxDelay,
            double jitter,
            List<Class<? extends Throwable>> retryOn,
            List<Class<? extends Throwable>> abortOn) {
        this.maxAttempts = maxAttempts;
        this.delay = delay;
        this.multiplier = multiplier;
        this.maxDelay = maxDelay;
        this.jitter = jitter;
        this.retryOn = retryOn;
        this.abortOn = abortOn;
    }

    /**
     * Limits the number of attempts; everything else has the defaults of {@link Retry}.
     *
     * @param maxAttempts the maximum number of calls, the first one included; 1 for no retry
     * @return the policy
     * @throws IllegalArgumentException if the number is less than 1
     */
    public static RetryPolicy maxAttempts(int maxAttempts) {
        Checks.require(
                maxAttempts >= 1,
                "maxAttempts counts the first call too, and must be 1 (no retry) or more, but is " + maxAttempts + ".");
        return new RetryPolicy(
                maxAttempts, Duration.ofMillis(100), 2.0, Duration.ofSeconds(30), 0.2, List.of(), List.of());
    }

    /**
     * Retries until an attempt succeeds; everything else has the defaults of {@link Retry}. Later events of the
     * subscription (of the same key, if it has one) wait meanwhile.
     *
     * @return the policy
     */
    public static RetryPolicy unlimited() {
        return maxAttempts(Integer.MAX_VALUE);
    }

    /**
     * Sets the wait before the second attempt, see {@link Retry#delayMillis()}.
     *
     * @param wait 0 or more
     * @return a policy with this wait
     * @throws IllegalArgumentException if the wait is negative
     */
    public RetryPolicy delay(Duration wait) {
        return new RetryPolicy(
                maxAttempts, Checks.millis("delay", wait, 0), multiplier, maxDelay, jitter, retryOn, abortOn);
    }

    /**
     * Sets the factor by which each wait exceeds the one before, see {@link Retry#multiplier()}.
     *
     * @param factor 1 or more
     * @return a policy with this factor
     * @throws IllegalArgumentException if the factor is less than 1 or not finite
     */
    public RetryPolicy multiplier(double factor) {
        Checks.require(
                factor >= 1 && Double.isFinite(factor), "multiplier must be 1.0 or more, but is " + factor + ".");
        return new RetryPolicy(maxAttempts, delay, factor, maxDelay, jitter, retryOn, abortOn);
    }

    /**
     * Sets the longest wait, see {@link Retry#maxDelayMillis()}.
     *
     * @param wait 0 or more, and at least the {@link #delay()}
     * @return a policy with this limit
     * @throws IllegalArgumentException if the wait is negative
     */
    public RetryPolicy maxDelay(Duration wait) {
        return new RetryPolicy(
                maxAttempts, delay, multiplier, Checks.millis("maxDelay", wait, 0), jitter, retryOn, abortOn);
    }

    /**
     * Sets the fraction of a wait by which it varies at random, see {@link Retry#jitter()}.
     *
     * @param share from 0 to 1
     * @return a policy with this fraction
     * @throws IllegalArgumentException if the fraction is out of range
     */
    public RetryPolicy jitter(double share) {
        Checks.require(share >= 0 && share <= 1, "jitter must be from 0.0 to 1.0, but is " + share + ".");
        return new RetryPolicy(maxAttempts, delay, multiplier, maxDelay, share, retryOn, abortOn);
    }

    /**
     * Sets which failures are retried, see {@link Retry#retryOn()}.
     *
     * @param types the types of failures, subclasses included; they replace any set before
     * @return a policy with these types
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // The array is only read.
    public final RetryPolicy retryOn(Class<? extends Throwable>... types) {
        return new RetryPolicy(maxAttempts, delay, multiplier, maxDelay, jitter, given("retryOn", types), abortOn);
    }

    /**
     * Sets which failures are never retried, see {@link Retry#abortOn()}.
     *
     * @param types the types of failures, subclasses included; they replace any set before
     * @return a policy with these types
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // The array is only read.
    public final RetryPolicy abortOn(Class<? extends Throwable>... types) {
        return new RetryPolicy(maxAttempts, delay, multiplier, maxDelay, jitter, retryOn, given("abortOn", types));
    }

    /** {@return the maximum number of calls, the first one included; {@link Integer#MAX_VALUE} for no limit} */
    public int maxAttempts() {
        return maxAttempts;
    }

    /** {@return the wait before the second attempt, in whole milliseconds} */
    public Duration delay() {
        return delay;
    }

    /** {@return the factor by which each wait exceeds the one before, at least 1} */
    public double multiplier() {
        return multiplier;
    }

    /** {@return the longest wait, in whole milliseconds} */
    public Duration maxDelay() {
        return maxDelay;
    }

    /** {@return the fraction of a wait by which it varies at random, from 0 to 1} */
    public double jitter() {
        return jitter;
    }

    /**
     * {@return the types of failures that are retried, unmodifiable; empty for the default of {@link Retry#retryOn()}}
     */
    public List<Class<? extends Throwable>> retryOn() {
        return retryOn;
    }

    /** {@return the types of failures that are never retried, unmodifiable} */
    public List<Class<? extends Throwable>> abortOn() {
        return abortOn;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RetryPolicy policy
                && maxAttempts == policy.maxAttempts
                && delay.equals(policy.delay)
                && Double.compare(multiplier, policy.multiplier) == 0
                && maxDelay.equals(policy.maxDelay)
                && Double.compare(jitter, policy.jitter) == 0
                && retryOn.equals(policy.retryOn)
                && abortOn.equals(policy.abortOn);
    }

    @Override
    public int hashCode() {
        return Objects.hash(maxAttempts, delay, multiplier, maxDelay, jitter, retryOn, abortOn);
    }

    @Override
    public String toString() {
        return "RetryPolicy[maxAttempts=" + maxAttempts + ", delay=" + delay + ", multiplier=" + multiplier
                + ", maxDelay=" + maxDelay + ", jitter=" + jitter + ", retryOn=" + retryOn + ", abortOn=" + abortOn
                + "]";
    }

    private static List<Class<? extends Throwable>> given(String name, Class<? extends Throwable>[] types) {
        for (Class<? extends Throwable> type : Objects.requireNonNull(types, name)) {
            Objects.requireNonNull(type, name);
        }
        return List.of(types);
    }
}

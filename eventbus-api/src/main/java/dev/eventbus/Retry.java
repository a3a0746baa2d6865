package dev.eventbus;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How often and when a failed delivery is retried. The wait before attempt <i>n</i>+1 is {@code delayMillis *
 * multiplier}<sup><i>n</i>-1</sup>, at most {@code maxDelayMillis}, varied at random by up to the fraction
 * {@code jitter}. While an event waits for a retry, later events of the subscription (of the same key, if it has one)
 * wait behind it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Retry {

    /**
     * The maximum number of calls, the first one included.
     *
     * @return at least 1; 1 for no retry, {@link Integer#MAX_VALUE} for no limit
     */
    int maxAttempts() default 1;

    /**
     * The wait before the second attempt.
     *
     * @return milliseconds, at least 0
     */
    long delayMillis() default 100;

    /**
     * The factor by which each wait exceeds the one before.
     *
     * @return at least 1
     */
    double multiplier() default 2.0;

    /**
     * The longest wait.
     *
     * @return milliseconds, at least {@link #delayMillis()}
     */
    long maxDelayMillis() default 30_000;

    /**
     * The fraction of a wait by which it varies at random, so that retries of many subscriptions spread out.
     *
     * @return from 0 to 1
     */
    double jitter() default 0.2;

    /**
     * The types of failures that are retried. Of {@code Error}s only {@code AssertionError} and
     * {@code StackOverflowError} are ever retried, whether or not they are named here: after any other, the virtual
     * machine or a class is broken and stays so.
     *
     * @return types of failures, subclasses included; empty for all exceptions, {@code AssertionError} and
     *     {@code StackOverflowError}
     */
    Class<? extends Throwable>[] retryOn() default {};

    /**
     * The types of failures that are never retried, even if {@link #retryOn()} includes them.
     *
     * @return types of failures, subclasses included; empty for none but the {@code Error}s that are never retried
     */
    Class<? extends Throwable>[] abortOn() default {};
}

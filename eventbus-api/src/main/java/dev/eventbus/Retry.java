package dev.eventbus;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How often and when a failed delivery is tried again. The wait before attempt <i>n</i>+1 is
 * {@code delayMillis * multiplier}<sup><i>n</i>-1</sup>, at most {@code maxDelayMillis}, made longer or shorter by up to
 * the share {@code jitter}. While an event waits to be retried, later events of the subscription (of its key, where it
 * has one) wait behind it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Retry {

    /**
     * The number of calls at most, the first one included.
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
     * The factor by which each further wait is longer than the one before.
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
     * The share of a wait by which it varies at random, so that retries of many subscriptions spread out.
     *
     * @return from 0 to 1
     */
    double jitter() default 0.2;

    /**
     * The failures that are tried again: those that are instances of one of these types. Of {@code Error}s only
     * {@code AssertionError} and {@code StackOverflowError} are ever tried again, with or without being named here: after
     * any other the virtual machine or a class is broken, and stays so.
     *
     * @return types of failures; empty for all exceptions, {@code AssertionError} and {@code StackOverflowError}
     */
    Class<? extends Throwable>[] retryOn() default {};

    /**
     * The failures that are never tried again: those that are instances of one of these types, also where
     * {@link #retryOn()} says otherwise.
     *
     * @return types of failures; empty for none but the {@code Error}s that are never tried again
     */
    Class<? extends Throwable>[] abortOn() default {};
}

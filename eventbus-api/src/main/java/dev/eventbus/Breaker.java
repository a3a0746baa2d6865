package dev.eventbus;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * When a subscription stops calling a handler that keeps failing (the circuit breaker pattern). The breaker opens after
 * {@link #failures()} failures in a row, or when {@link #failureRate()} of the last {@link #window()} deliveries
 * failed. After {@link #openMillis()} it lets <em>probes</em> through: trial deliveries that show whether the handler
 * works again. It closes when {@link #probes()} of them have succeeded, and reopens when one fails. With neither
 * threshold set it is off, which is the default.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Breaker {

    /**
     * How many failures in a row open the breaker.
     *
     * @return at least 1; 0 for off
     */
    int failures() default 0;

    /**
     * The fraction of failed deliveries that opens the breaker.
     *
     * @return above 0 and at most 1; 0 for off
     */
    double failureRate() default 0;

    /**
     * The number of deliveries over which {@link #failureRate()} is taken. The rate does not open the breaker before
     * that many deliveries.
     *
     * @return at least 1
     */
    int window() default 100;

    /**
     * How long the breaker stays open before it lets a probe through.
     *
     * @return milliseconds, at least 1
     */
    long openMillis() default 30_000;

    /**
     * How many probes must succeed before the breaker closes again.
     *
     * @return at least 1
     */
    int probes() default 1;

    /**
     * What happens to events while the breaker is open.
     *
     * @return the treatment of events
     */
    WhileOpen whileOpen() default WhileOpen.WAIT;

    /** What an open breaker does with events. */
    enum WhileOpen {
        /** They wait in the channel, under its overflow policy. */
        WAIT,
        /** They are dropped and counted. */
        DROP,
        /** They become dead letters. */
        DEAD_LETTER
    }
}

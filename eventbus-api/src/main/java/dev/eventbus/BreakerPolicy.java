package dev.eventbus;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker of a lambda: what {@link Breaker} is for a method, with the same defaults.
 *
 * <pre>{@code
 * BreakerPolicy.openAfterFailures(5).openFor(Duration.ofSeconds(10)).whileOpen(Breaker.WhileOpen.DROP)
 * }</pre>
 *
 * <p>Immutable: each method that sets something returns a new policy. Times are rounded up to whole milliseconds. A
 * value out of range is refused at once.
 */
public final class BreakerPolicy {

    private final int failures;
    private final double failureRate;
    private final int window;
    private final Duration openFor;
    private final int probes;
    private final Breaker.WhileOpen whileOpen;

    private BreakerPolicy(
            int failures, double failureRate, int window, Duration openFor, int probes, Breaker.WhileOpen whileOpen) {
        this.failures = failures;
        this.failureRate = failureRate;
        this.window = window;
        this.openFor = openFor;
        this.probes = probes;
        this.whileOpen = whileOpen;
    }

    /**
     * A breaker that opens after consecutive failures; everything else has the defaults of {@link Breaker}.
     *
     * @param failures how many failures in a row open it, see {@link Breaker#failures()}
     * @return the policy
     * @throws IllegalArgumentException if the number is less than 1
     */
    public static BreakerPolicy openAfterFailures(int failures) {
        Checks.require(
                failures >= 1,
                "failures must be 1 or more, but is " + failures + ". For no breaker, leave the policy out.");
        return new BreakerPolicy(failures, 0, 100, Duration.ofSeconds(30), 1, Breaker.WhileOpen.WAIT);
    }

    /**
     * A breaker that opens when too many of the last deliveries failed; everything else has the defaults of
     * {@link Breaker}.
     *
     * @param rate the fraction of failed deliveries, see {@link Breaker#failureRate()}
     * @param window the number of deliveries over which the rate is calculated, see {@link Breaker#window()}
     * @return the policy
     * @throws IllegalArgumentException unless {@code 0 < rate <= 1}, or if the window is less than 1
     */
    public static BreakerPolicy openAtRate(double rate, int window) {
        return new BreakerPolicy(0, 0, 100, Duration.ofSeconds(30), 1, Breaker.WhileOpen.WAIT).orAtRate(rate, window);
    }

    /**
     * Opens the breaker also when too many of the last deliveries failed.
     *
     * @param rate the fraction of failed deliveries, see {@link Breaker#failureRate()}
     * @param window the number of deliveries over which the rate is calculated, see {@link Breaker#window()}
     * @return a policy with this threshold
     * @throws IllegalArgumentException unless {@code 0 < rate <= 1}, or if the window is less than 1
     */
    public BreakerPolicy orAtRate(double rate, int window) {
        Checks.require(
                rate > 0 && rate <= 1, "the failure rate must be above 0.0 and at most 1.0, but is " + rate + ".");
        Checks.require(window >= 1, "window must be 1 or more, but is " + window + ".");
        return new BreakerPolicy(failures, rate, window, openFor, probes, whileOpen);
    }

    /**
     * Sets how long the breaker stays open before it lets a probe through, see {@link Breaker#openMillis()}.
     *
     * @param time 1 ms or more
     * @return a policy with this time
     * @throws IllegalArgumentException if the time is less than 1 ms
     */
    public BreakerPolicy openFor(Duration time) {
        return new BreakerPolicy(failures, failureRate, window, Checks.millis("openFor", time, 1), probes, whileOpen);
    }

    /**
     * Sets how many probes must succeed before the breaker closes again, see {@link Breaker#probes()}.
     *
     * @param count 1 or more
     * @return a policy with this number
     * @throws IllegalArgumentException if the number is less than 1
     */
    public BreakerPolicy probes(int count) {
        Checks.require(count >= 1, "probes must be 1 or more, but is " + count + ".");
        return new BreakerPolicy(failures, failureRate, window, openFor, count, whileOpen);
    }

    /**
     * Sets what happens to events while the breaker is open, see {@link Breaker#whileOpen()}.
     *
     * @param treatment what happens to them
     * @return a policy with this treatment
     */
    public BreakerPolicy whileOpen(Breaker.WhileOpen treatment) {
        return new BreakerPolicy(
                failures, failureRate, window, openFor, probes, Objects.requireNonNull(treatment, "whileOpen"));
    }

    /** {@return how many failures in a row open the breaker; 0 if only the rate opens it} */
    public int failures() {
        return failures;
    }

    /**
     * {@return the fraction of failed deliveries that opens the breaker, at most 1; 0 if only failures in a row open
     * it}
     */
    public double failureRate() {
        return failureRate;
    }

    /** {@return the number of deliveries over which {@link #failureRate()} is taken, at least 1} */
    public int window() {
        return window;
    }

    /** {@return how long the breaker stays open before it lets a probe through, in whole milliseconds, at least 1} */
    public Duration openFor() {
        return openFor;
    }

    /** {@return how many probes must succeed before the breaker closes again, at least 1} */
    public int probes() {
        return probes;
    }

    /** {@return what happens to events while the breaker is open} */
    public Breaker.WhileOpen whileOpen() {
        return whileOpen;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BreakerPolicy policy
                && failures == policy.failures
                && Double.compare(failureRate, policy.failureRate) == 0
                && window == policy.window
                && openFor.equals(policy.openFor)
                && probes == policy.probes
                && whileOpen == policy.whileOpen;
    }

    @Override
    public int hashCode() {
        return Objects.hash(failures, failureRate, window, openFor, probes, whileOpen);
    }

    @Override
    public String toString() {
        return "BreakerPolicy[failures=" + failures + ", failureRate=" + failureRate + ", window=" + window
                + ", openFor=" + openFor + ", probes=" + probes + ", whileOpen=" + whileOpen + "]";
    }
}

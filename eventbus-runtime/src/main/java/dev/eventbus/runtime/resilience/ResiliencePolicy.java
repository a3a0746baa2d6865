package dev.eventbus.runtime.resilience;

import dev.eventbus.runtime.execution.DelayedTask;
import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerSpec.BreakerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The retries, the circuit breaker and the timeout of a subscription's handler, as far as its drains share them.
 *
 * <p>Most handlers have none of these, and share {@link #NONE}, whose methods do nothing. Threading: any.
 */
public sealed class ResiliencePolicy {

    /** The policy of a handler whose calls are only counted. */
    public static final ResiliencePolicy NONE = new ResiliencePolicy();

    private ResiliencePolicy() {}

    /**
     * The policy of a subscription's handler.
     *
     * @param host the subscription
     * @param executor runs what may call the user's code
     */
    public static ResiliencePolicy of(HandlerSpec handler, RetryHost host, DrainQueue executor, SafeTimer timer) {
        BreakerSpec breaker = handler.breaker();
        boolean breaks = breaker.failures() > 0 || breaker.failureRate() > 0;
        boolean retries = handler.retry().maxAttempts() > 1;
        if (!retries && !breaks && handler.timeoutMillis() == 0) {
            return NONE;
        }
        return Active.make(handler, breaks, host, executor, timer);
    }

    /** Whether there is more to a call than its count. */
    public boolean isActive() {
        return false;
    }

    /** What one of the drains knows of its calls; for the subscription that is being made. */
    public RetryState newRetryState() {
        return RetryState.NONE;
    }

    /** Whether events may be retried. */
    public boolean retries() {
        return false;
    }

    public CircuitBreaker breaker() {
        return CircuitBreaker.NONE;
    }

    /** Runs a task when a drain's delay is over. Only a policy that is active delays drains. */
    public void startDelay(DelayedTask task, long nanos) {
        throw new IllegalStateException("no drain of this handler is delayed");
    }

    /**
     * The subscription has ended: no timer is kept that no call needs. To be called again when a drain becomes idle
     * after that.
     */
    public void disarm() {}

    /** Whether a call goes on though its time is up. */
    public boolean isStuck() {
        return false;
    }

    private static final class Active extends ResiliencePolicy {

        private final RetryRule rule;
        private final CircuitBreaker breaker;
        private final long timeoutMillis;
        private final OverrunCalls overrun;
        private final SafeTimer timer;
        // One for each drain, if the handler has a timeout.
        private final List<HandlerTimeout> timeouts = new ArrayList<>(1);

        static ResiliencePolicy make( // ADR 12
                HandlerSpec handler, boolean breaks, RetryHost host, DrainQueue executor, SafeTimer timer) {
            return new Active(
                    RetryRule.of(handler),
                    breaks ? new CountingBreaker(handler.breaker(), timer) : CircuitBreaker.NONE,
                    handler.timeoutMillis(),
                    new OverrunCalls(host, executor),
                    timer);
        }

        private Active(
                RetryRule rule, CircuitBreaker breaker, long timeoutMillis, OverrunCalls overrun, SafeTimer timer) {
            this.rule = rule;
            this.breaker = breaker;
            this.timeoutMillis = timeoutMillis;
            this.overrun = overrun;
            this.timer = timer;
        }

        @Override
        public boolean isActive() {
            return true;
        }

        @Override
        public RetryState newRetryState() {
            return ActiveRetryState.make(rule, breaker, newTimeout());
        }

        private HandlerTimeout newTimeout() {
            if (timeoutMillis == 0) {
                return HandlerTimeout.NONE;
            }
            long nanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            HandlerTimeout timeout = new InterruptingTimeout(overrun, timer, nanos);
            timeouts.add(timeout);
            return timeout;
        }

        @Override
        public boolean retries() {
            return rule.isActive();
        }

        @Override
        public CircuitBreaker breaker() {
            return breaker;
        }

        @Override
        public void startDelay(DelayedTask task, long nanos) {
            timer.start(task, nanos);
        }

        @Override
        public void disarm() {
            timeouts.forEach(HandlerTimeout::disarm);
        }

        @Override
        public boolean isStuck() {
            return !overrun.isEmpty();
        }
    }
}

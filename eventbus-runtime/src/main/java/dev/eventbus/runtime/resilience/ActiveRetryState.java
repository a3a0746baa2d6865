package dev.eventbus.runtime.resilience;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The calls of a handler that has a {@link ResiliencePolicy}. */
final class ActiveRetryState extends RetryState {

    private final RetryRule rule;
    private final CircuitBreaker breaker;
    private final HandlerTimeout timeout;
    private final AtomicLong retried = new AtomicLong();
    // Events that a newer one of their key replaced while they waited for a retry.
    private final AtomicLong conflated = new AtomicLong();

    // Whether what is in hand has failed, and the handler is called with it once more when the delay is over.
    private boolean retryPending;
    private long delayNanos = NO_DELAY;

    static RetryState make(RetryRule rule, CircuitBreaker breaker, HandlerTimeout timeout) { // ADR 12
        return new ActiveRetryState(rule, breaker, timeout);
    }

    private ActiveRetryState(RetryRule rule, CircuitBreaker breaker, HandlerTimeout timeout) {
        this.rule = rule;
        this.breaker = breaker;
        this.timeout = timeout;
    }

    // ---- Before a call

    @Override
    public void beginRun() {
        delayNanos = NO_DELAY;
    }

    @Override
    public boolean needsNoPermission() {
        return !breaker.canOpen();
    }

    @Override
    public long acquireNanos() {
        return breaker.acquireNanos();
    }

    @Override
    public void release() {
        breaker.release();
    }

    @Override
    public void beginCall() {
        timeout.begin();
    }

    // ---- After a call

    @Override
    public void handlerReturned(PendingStage pending) {
        timeout.handlerReturned(pending);
    }

    @Override
    public @Nullable Throwable endCall(@Nullable Throwable failure) {
        Throwable result = timeout.end(failure);
        breaker.record(result != null);
        return result;
    }

    @Override
    public boolean allowsRetry(Throwable failure, int attempt) {
        return rule.allowsRetry(failure, attempt);
    }

    @Override
    public long backoffNanos(int attempt) {
        return rule.backoffNanos(attempt);
    }

    // ---- Waiting with the drain

    @Override
    public void delay(long nanos) {
        delayNanos = nanos;
    }

    @Override
    public long delayNanos() {
        return delayNanos;
    }

    @Override
    public void retryAfter(long nanos) {
        retryPending = true;
        delayNanos = nanos;
    }

    @Override
    public boolean isRetryPending() {
        return retryPending;
    }

    @Override
    public boolean isRetryDue() {
        return retryPending && delayNanos < 0;
    }

    @Override
    public void beginRetry() {
        retryPending = false;
        retried.incrementAndGet();
    }

    @Override
    public void conflate() {
        retryPending = false;
        conflated.incrementAndGet();
    }

    // ---- Anybody

    @Override
    public void outliveBus() {
        timeout.outliveBus();
    }

    @Override
    public long retriedCount() {
        return retried.get();
    }

    @Override
    public long conflatedCount() {
        return conflated.get();
    }
}

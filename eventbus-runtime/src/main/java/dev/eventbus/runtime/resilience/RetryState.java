package dev.eventbus.runtime.resilience;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What one drain knows of the calls of its handler beyond their count: whether what is in hand waits for a retry, how
 * long the drain itself has to wait, and how often events were retried.
 *
 * <p>Threading: used by the thread that holds the drain; its counters can be read by any. {@link #NONE}, which many
 * drains share, is only read, and used for calls.
 */
public final class RetryState {

    private static final long NO_DELAY = -1;

    /** The state of drains whose handler is never retried, delayed or interrupted. */
    static final RetryState NONE = new RetryState(RetryRule.NEVER, CircuitBreaker.NONE, HandlerTimeout.NONE);

    private final RetryRule rule;
    private final CircuitBreaker breaker;
    private final HandlerTimeout timeout;
    private final AtomicLong retried = new AtomicLong();
    // Events that a newer one of their key replaced while they waited for a retry.
    private final AtomicLong conflated = new AtomicLong();

    // Whether what is in hand has failed, and the handler is called with it once more when the delay is over.
    private boolean retryPending;
    private long delayNanos = NO_DELAY;

    RetryState(RetryRule rule, CircuitBreaker breaker, HandlerTimeout timeout) {
        this.rule = rule;
        this.breaker = breaker;
        this.timeout = timeout;
    }

    // ---- Before a call

    /** A run of calls begins. */
    public void beginRun() {
        delayNanos = NO_DELAY;
    }

    /** Whether the handler can be called without asking first. */
    public boolean needsNoPermission() {
        return !breaker.canOpen();
    }

    /** Asks whether the handler may be called now: 0 if so, otherwise for how many nanoseconds it may not. */
    public long acquireNanos() {
        return breaker.acquireNanos();
    }

    /** The call that was asked for is not made: there is no event. */
    public void release() {
        breaker.release();
    }

    /** The handler is about to be called. */
    public void beginCall() {
        timeout.begin();
    }

    // ---- After a call

    /** The handler has returned a stage that is pending. */
    public void handlerReturned(PendingStage pending) {
        timeout.handlerReturned(pending);
    }

    /**
     * The call is over, its stage included.
     *
     * @param failure what the handler failed with, if it did
     * @return what the call failed with, if it did
     */
    public @Nullable Throwable endCall(@Nullable Throwable failure) {
        Throwable result = timeout.end(failure);
        breaker.record(result != null);
        return result;
    }

    /**
     * Whether a failure allows another attempt.
     *
     * @param attempt the number of the attempt that failed, from 1
     */
    public boolean allowsRetry(Throwable failure, int attempt) {
        return rule.allowsRetry(failure, attempt);
    }

    /**
     * How long to wait before the next attempt.
     *
     * @param attempt the number of the attempt that failed, from 1
     */
    public long backoffNanos(int attempt) {
        return rule.backoffNanos(attempt);
    }

    // ---- Waiting with the drain

    /** The drain waits before its next call. */
    public void delay(long nanos) {
        delayNanos = nanos;
    }

    /** How long the drain has to wait before it can go on, in nanoseconds; negative if it need not wait. */
    public long delayNanos() {
        return delayNanos;
    }

    /** The drain waits, and then calls the handler once more with what is in hand. */
    public void retryAfter(long nanos) {
        retryPending = true;
        delayNanos = nanos;
    }

    /** Whether the handler is called once more with what is in hand, now or when the delay is over. */
    public boolean isRetryPending() {
        return retryPending;
    }

    /** Whether the handler can be called once more with what is in hand now. */
    public boolean isRetryDue() {
        return retryPending && delayNanos < 0;
    }

    /** The handler is called once more. */
    public void beginRetry() {
        retryPending = false;
        retried.incrementAndGet();
    }

    /** What waited for a retry was replaced by a newer event of its key. */
    public void conflate() {
        retryPending = false;
        conflated.incrementAndGet();
    }

    // ---- Anybody

    /** The bus is closed; a call that goes on keeps its timeout. */
    public void outliveBus() {
        timeout.outliveBus();
    }

    public long retriedCount() {
        return retried.get();
    }

    public long conflatedCount() {
        return conflated.get();
    }
}

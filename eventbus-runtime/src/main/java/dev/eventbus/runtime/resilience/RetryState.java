package dev.eventbus.runtime.resilience;

import org.jspecify.annotations.Nullable;

/**
 * What one drain knows of the calls of its handler beyond their count: whether what is in hand waits for a retry, how
 * long the drain itself has to wait, and how often events were retried. The methods of this class do nothing: nothing
 * is retried, delayed or interrupted.
 *
 * <p>Threading: used by the thread that holds the drain; its counters can be read by any.
 */
public sealed class RetryState permits ActiveRetryState {

    /** The state of all drains whose handler has no policy. */
    static final RetryState NONE = new RetryState();

    static final long NO_DELAY = -1;

    RetryState() {}

    // ---- Before a call

    /** A run of calls begins. */
    public void beginRun() {}

    /** Whether the handler can be called without asking first. */
    public boolean needsNoPermission() {
        return true;
    }

    /** Asks whether the handler may be called now: 0 if so, otherwise for how many nanoseconds it may not. */
    public long acquireNanos() {
        return 0;
    }

    /** The call that was asked for is not made: there is no event. */
    public void release() {}

    /** The handler is about to be called. */
    public void beginCall() {}

    // ---- After a call

    /** The handler has returned a stage that is pending. */
    public void handlerReturned(PendingStage pending) {}

    /**
     * The call is over, its stage included.
     *
     * @param failure what the handler failed with, if it did
     * @return what the call failed with, if it did
     */
    public @Nullable Throwable endCall(@Nullable Throwable failure) {
        return failure;
    }

    /**
     * Whether a failure allows another attempt.
     *
     * @param attempt the number of the attempt that failed, from 1
     */
    public boolean allowsRetry(Throwable failure, int attempt) {
        return false;
    }

    /**
     * How long to wait before the next attempt.
     *
     * @param attempt the number of the attempt that failed, from 1
     */
    public long backoffNanos(int attempt) {
        return 0;
    }

    // ---- Waiting with the drain

    /** The drain waits before its next call. */
    public void delay(long nanos) {}

    /** How long the drain has to wait before it can go on, in nanoseconds; negative if it need not wait. */
    public long delayNanos() {
        return NO_DELAY;
    }

    /** The drain waits, and then calls the handler once more with what is in hand. */
    public void retryAfter(long nanos) {}

    /** Whether the handler is called once more with what is in hand, now or when the delay is over. */
    public boolean isRetryPending() {
        return false;
    }

    /** Whether the handler can be called once more with what is in hand now. */
    public boolean isRetryDue() {
        return false;
    }

    /** The handler is called once more. */
    public void beginRetry() {}

    /** What waited for a retry was replaced by a newer event of its key. */
    public void conflate() {}

    // ---- Anybody

    /** The bus is closed; a call that goes on keeps its timeout. */
    public void outliveBus() {}

    public long retriedCount() {
        return 0;
    }

    public long conflatedCount() {
        return 0;
    }
}

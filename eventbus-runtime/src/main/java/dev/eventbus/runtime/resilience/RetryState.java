package dev.eventbus.runtime.resilience;

import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.spi.generated.HandlerSpec;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which attempt a drain is at with what it has in hand, and what comes after: whether it is given to the handler once more, and how
 * long the drain has to wait before that.
 *
 * <p>Of a drain whose handler has a {@link ResiliencePolicy}. Used by the thread that holds the drain; its counters can be read by any.
 */
public final class RetryState {

    private static final long NO_DELAY = -1;

    private final ResiliencePolicy policy;
    private final HandlerSpec handler;
    private final @Nullable HandlerTimeout deadline;
    private final AtomicLong retried = new AtomicLong();
    // Events that a newer one of their key replaced while they waited to be tried again.
    private final AtomicLong conflated = new AtomicLong();

    // The number of the call for what is in hand, from 1.
    private int number = 1;
    // Whether that has failed and is to be given once more, when the delay is over.
    private boolean again;
    // How long the drain has to wait before it can go on.
    private long delayNanos = NO_DELAY;

    public RetryState(ResiliencePolicy policy, @Nullable HandlerTimeout deadline, HandlerSpec handler) {
        this.policy = policy;
        this.handler = handler;
        this.deadline = deadline;
    }

    // ---- Before a call

    /** A run of calls begins. */
    public void beginRun() {
        delayNanos = NO_DELAY;
    }

    /** Whether nobody has to be asked before an event is taken. */
    public boolean takesFreely() {
        return policy.breaker() == null && policy.lot() == null;
    }

    /** Asks whether the handler may be called now: 0 if so, else for how many nanoseconds not. */
    public long askNanos() {
        CircuitBreaker breaker = policy.breaker();
        return breaker == null ? 0 : breaker.askNanos();
    }

    /** The call that was asked for is not made: there is no event. */
    public void withdraw() {
        CircuitBreaker breaker = policy.breaker();
        if (breaker != null) {
            breaker.withdraw();
        }
    }

    /** A new event comes into the hand. */
    public void first() {
        number = 1;
    }

    /** The handler is about to be called. */
    public void beginCall() {
        if (deadline != null) {
            deadline.begin();
        }
    }

    /** The number of the call for what is in hand, from 1. */
    public int number() {
        return number;
    }

    // ---- After a call

    /** The handler has returned a stage that is pending. */
    public void handlerReturned(PendingStage pending) {
        if (deadline != null) {
            deadline.handlerReturned(pending);
        }
    }

    /**
     * The call is over, its stage included.
     *
     * @param failure what the handler failed with, if it did
     * @return what the call failed with, if it did
     */
    @Nullable
    public Throwable endCall(@Nullable Throwable failure) {
        Throwable result = failure;
        if (deadline != null && deadline.end()) {
            result = new TimeoutException("The handler took longer than its " + handler.timeoutMillis() + " ms.");
            if (failure != null) {
                result.addSuppressed(failure);
            }
        }
        CircuitBreaker breaker = policy.breaker();
        if (breaker != null) {
            breaker.record(result != null);
        }
        return result;
    }

    /** Whether what is in hand has failed so that it is to be tried again. */
    public boolean retries(Throwable failure) {
        RetryRule retry = policy.retry();
        return retry != null && retry.retries(failure, number);
    }

    /** How long what is in hand waits for the next attempt, whose number is now the number. */
    public long nextNanos() {
        RetryRule retry = policy.retry();
        long nanos = retry == null ? 0 : retry.waitNanos(number);
        number++;
        return nanos;
    }

    // ---- Waiting with the drain

    /** The drain waits before its next call. */
    public void delay(long nanos) {
        delayNanos = nanos;
    }

    /** How long the drain has to wait before it can go on, in nanoseconds; negative if it has not. */
    public long delayNanos() {
        return delayNanos;
    }

    /** The drain waits, and gives what is in hand once more then. */
    public void waitWithDrain(long nanos) {
        again = true;
        delayNanos = nanos;
    }

    /** Whether what is in hand is to be given once more, now or when the delay is over. */
    public boolean isWaiting() {
        return again;
    }

    /** Whether what is in hand can be given once more now. */
    public boolean isDue() {
        return again && delayNanos < 0;
    }

    /** What waited is given to the handler once more. */
    public void giveAgain() {
        again = false;
        retried.incrementAndGet();
    }

    /** What waited gave way to a newer event of its key. */
    public void giveWay() {
        again = false;
        conflated.incrementAndGet();
    }

    // ---- Waiting beside the drain

    /** An event that is due to be tried again; null if there is none. */
    public ParkedRetries.@Nullable Parked pollParked() {
        ParkedRetries lot = policy.lot();
        return lot == null ? null : lot.poll();
    }

    /** Whether an event can wait without its drain, where so many are there at most. */
    public boolean canPark(int capacity) {
        ParkedRetries lot = policy.lot();
        return lot != null && lot.size() < capacity;
    }

    /** Lets an event wait without its drain. */
    public void park(Object item, Object toRelease, long missedBefore, @Nullable List<Envelope> tracked, long nanos) {
        park(new ParkedRetries.Parked(item, toRelease, number, missedBefore, tracked), nanos);
    }

    /** Lets an event wait on. */
    public void park(ParkedRetries.Parked parked, long nanos) {
        ParkedRetries lot = policy.lot();
        if (lot != null) {
            lot.park(parked, nanos);
        }
    }

    /** An event that waited comes into the hand. */
    public void pickUp(ParkedRetries.Parked parked) {
        number = parked.nextAttempt;
    }

    // ---- Anybody

    /** The bus is closed; a call that goes on keeps its deadline. */
    public void outliveBus() {
        if (deadline != null) {
            deadline.outliveBus();
        }
    }

    public long retriedCount() {
        return retried.get();
    }

    public long conflatedCount() {
        return conflated.get();
    }
}

package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.delivery.Envelope;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which attempt a drain is at with what it has in hand, and what comes after: whether it is given to the handler once more, and how
 * long the drain has to wait before that.
 *
 * <p>Of a drain whose handler has a {@link CallPolicy}. Used by the thread that holds the drain; its counters can be read by any.
 */
final class Attempts {

    private static final long NO_DELAY = -1;

    private final CallPolicy policy;
    private final @Nullable Deadline deadline;
    private final AtomicLong retried = new AtomicLong();
    // Events that a newer one of their key replaced while they waited to be tried again.
    private final AtomicLong conflated = new AtomicLong();

    // The number of the call for what is in hand, from 1.
    private int number = 1;
    // Whether that has failed and is to be given once more, when the delay is over.
    private boolean again;
    // How long the drain has to wait before it can go on.
    private long delayNanos = NO_DELAY;

    Attempts(CallPolicy policy, @Nullable Deadline deadline) {
        this.policy = policy;
        this.deadline = deadline;
    }

    // ---- Before a call

    /** A run of calls begins. */
    void beginRun() {
        delayNanos = NO_DELAY;
    }

    /** Whether nobody has to be asked before an event is taken. */
    boolean takesFreely() {
        return policy.breaker() == null && policy.lot() == null;
    }

    /** Asks whether the handler may be called now: 0 if so, else for how many nanoseconds not. */
    long askNanos() {
        CircuitBreaker breaker = policy.breaker();
        return breaker == null ? 0 : breaker.askNanos();
    }

    /** The call that was asked for is not made: there is no event. */
    void withdraw() {
        CircuitBreaker breaker = policy.breaker();
        if (breaker != null) {
            breaker.withdraw();
        }
    }

    /** A new event comes into the hand. */
    void first() {
        number = 1;
    }

    /** The handler is about to be called. */
    void beginCall() {
        if (deadline != null) {
            deadline.begin();
        }
    }

    /** The number of the call for what is in hand, from 1. */
    int number() {
        return number;
    }

    // ---- After a call

    /** The handler has returned a stage that is pending. */
    void handlerReturned(PendingStage pending) {
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
    Throwable endCall(@Nullable Throwable failure, ChannelSubscription subscription) {
        Throwable result = failure;
        if (deadline != null && deadline.end()) {
            result = new TimeoutException("The handler took longer than its "
                    + subscription.spec.handler().timeoutMillis() + " ms.");
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
    boolean retries(Throwable failure) {
        RetryRule retry = policy.retry();
        return retry != null && retry.retries(failure, number);
    }

    /** How long what is in hand waits for the next attempt, whose number is now the number. */
    long nextNanos() {
        RetryRule retry = policy.retry();
        long nanos = retry == null ? 0 : retry.waitNanos(number);
        number++;
        return nanos;
    }

    // ---- Waiting with the drain

    /** The drain waits before its next call. */
    void delay(long nanos) {
        delayNanos = nanos;
    }

    /** How long the drain has to wait before it can go on, in nanoseconds; negative if it has not. */
    long delayNanos() {
        return delayNanos;
    }

    /** The drain waits, and gives what is in hand once more then. */
    void waitWithDrain(long nanos) {
        again = true;
        delayNanos = nanos;
    }

    /** Whether what is in hand is to be given once more, now or when the delay is over. */
    boolean isWaiting() {
        return again;
    }

    /** Whether what is in hand can be given once more now. */
    boolean isDue() {
        return again && delayNanos < 0;
    }

    /** What waited is given to the handler once more. */
    void giveAgain() {
        again = false;
        retried.incrementAndGet();
    }

    /** What waited gave way to a newer event of its key. */
    void giveWay() {
        again = false;
        conflated.incrementAndGet();
    }

    // ---- Waiting beside the drain

    /** An event that is due to be tried again; null if there is none. */
    RetryLot.@Nullable Parked pollParked() {
        RetryLot lot = policy.lot();
        return lot == null ? null : lot.poll();
    }

    /** Whether an event can wait without its drain, where so many are there at most. */
    boolean canPark(int capacity) {
        RetryLot lot = policy.lot();
        return lot != null && lot.size() < capacity;
    }

    /** Lets an event wait without its drain. */
    void park(Object item, Object toRelease, long missedBefore, @Nullable List<Envelope> tracked, long nanos) {
        park(new RetryLot.Parked(item, toRelease, number, missedBefore, tracked), nanos);
    }

    /** Lets an event wait on. */
    void park(RetryLot.Parked parked, long nanos) {
        RetryLot lot = policy.lot();
        if (lot != null) {
            lot.park(parked, nanos);
        }
    }

    /** An event that waited comes into the hand. */
    void pickUp(RetryLot.Parked parked) {
        number = parked.nextAttempt;
    }

    // ---- Anybody

    /** The bus is closed; a call that goes on keeps its deadline. */
    void outliveBus() {
        if (deadline != null) {
            deadline.outliveBus();
        }
    }

    long retriedCount() {
        return retried.get();
    }

    long conflatedCount() {
        return conflated.get();
    }
}

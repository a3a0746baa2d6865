package dev.eventbus.runtime.channel;

import dev.eventbus.runtime.delivery.EventKey;
import dev.eventbus.runtime.execution.Alarm;
import dev.eventbus.runtime.execution.DrainQueue;
import dev.eventbus.runtime.execution.SafeTimer;
import dev.eventbus.spi.generated.HandlerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a handler's calls beyond being counted, as far as a subscription's drains share it: whether failures are tried again,
 * when calls stop for a while, and how long one may take.
 *
 * <p>Most handlers have none of that, and no such object. Threading: any.
 */
final class CallPolicy {

    private final ChannelSubscription subscription;
    private final DrainQueue executor;
    private final SafeTimer timer;
    // Each null where the handler has none.
    private final @Nullable RetryRule retry;
    private final @Nullable RetryLot lot;
    private final @Nullable CircuitBreaker breaker;
    // One for each drain; none where the handler has none.
    private List<Deadline> deadlines = List.of();
    // The deadlines of calls that have run over and go on all the same.
    private final Set<Deadline> overrun = ConcurrentHashMap.newKeySet();

    private CallPolicy(
            ChannelSubscription subscription,
            DrainQueue executor,
            SafeTimer timer,
            @Nullable RetryRule retry,
            @Nullable RetryLot lot,
            @Nullable CircuitBreaker breaker) {
        this.subscription = subscription;
        this.executor = executor;
        this.timer = timer;
        this.retry = retry;
        this.lot = lot;
        this.breaker = breaker;
    }

    /**
     * The policy of a subscription's handler; null if it has none.
     *
     * @param key what keeps events in order; null if nothing does
     * @param executor runs what may call the user's code
     */
    static @Nullable CallPolicy of(
            ChannelSubscription subscription, @Nullable EventKey key, DrainQueue executor, SafeTimer timer) {
        HandlerSpec handler = subscription.spec.handler();
        RetryRule retry = RetryRule.of(handler);
        CircuitBreaker breaker = CircuitBreaker.of(handler.breaker(), timer);
        if (retry == null && breaker == null && handler.timeoutMillis() == 0) {
            return null;
        }
        RetryLot lot = retry != null && key != null && key != EventKey.NONE ? new RetryLot(subscription, timer) : null;
        return new CallPolicy(subscription, executor, timer, retry, lot, breaker);
    }

    /** What one of the drains knows of its calls; for the subscription that is being made. */
    Attempts newAttempts() {
        Deadline deadline = Deadline.of(subscription, this, timer);
        if (deadline != null) {
            deadlines = new ArrayList<>(deadlines);
            deadlines.add(deadline);
        }
        return new Attempts(this, deadline);
    }

    /**
     * The subscription has ended: no timer is kept that no call needs. To be called again when a drain becomes idle
     * after that.
     */
    void disarm() {
        deadlines.forEach(Deadline::disarm);
    }

    @Nullable
    RetryRule retry() {
        return retry;
    }

    /** Where events wait to be tried again beside others; null if they wait with their drain. */
    @Nullable
    RetryLot lot() {
        return lot;
    }

    @Nullable
    CircuitBreaker breaker() {
        return breaker;
    }

    /** Whether an event that waited beside others can be tried again now. */
    boolean hasDue() {
        return lot != null && lot.hasDue();
    }

    /** Whether an event waits beside others, or is due. */
    boolean holdsEvents() {
        return lot != null && lot.size() > 0;
    }

    /** Whether no call is let through for some time. */
    boolean refusesLongerThan(long nanos) {
        return breaker != null && breaker.refusesLongerThan(nanos);
    }

    /** Lets an alarm run its task later, by the bus's time. */
    void start(Alarm alarm, long nanos) {
        timer.start(alarm, nanos);
    }

    /** Runs something soon that may call the user's code: the timer's thread must not wait for that. */
    void execute(Runnable task) {
        executor.execute(task);
    }

    /** Whatever waits beside others to be tried again gets its last attempt at once. */
    void endDelays() {
        if (lot != null) {
            lot.makeAllDue();
        }
    }

    /** A call has run over its deadline. */
    void beginOverrun(Deadline deadline) {
        overrun.add(deadline);
    }

    /** A call that may have run over its deadline is over. */
    void endOverrun(Deadline deadline) {
        overrun.remove(deadline);
    }

    /** Whether a call has run over its deadline and goes on all the same. */
    boolean isStuck() {
        return !overrun.isEmpty();
    }

    /** A handler takes no notice of having been interrupted. */
    void tellStuck(String thread, List<StackTraceElement> stack) {
        subscription.observer.stuck(subscription, thread, stack);
    }
}

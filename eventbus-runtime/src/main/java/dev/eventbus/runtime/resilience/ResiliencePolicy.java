package dev.eventbus.runtime.resilience;

import dev.eventbus.runtime.delivery.EventKey;
import dev.eventbus.runtime.execution.DelayedTask;
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
public final class ResiliencePolicy {

    private final HandlerSpec handler;
    private final RetryHost host;
    private final DrainQueue executor;
    private final SafeTimer timer;
    // Each null where the handler has none.
    private final @Nullable RetryRule retry;
    private final @Nullable ParkedRetries lot;
    private final @Nullable CircuitBreaker breaker;
    // One for each drain; none where the handler has none.
    private List<HandlerTimeout> deadlines = List.of();
    // The deadlines of calls that have run over and go on all the same.
    private final Set<HandlerTimeout> overrun = ConcurrentHashMap.newKeySet();

    private ResiliencePolicy(
            HandlerSpec handler,
            RetryHost host,
            DrainQueue executor,
            SafeTimer timer,
            @Nullable RetryRule retry,
            @Nullable ParkedRetries lot,
            @Nullable CircuitBreaker breaker) {
        this.handler = handler;
        this.host = host;
        this.executor = executor;
        this.timer = timer;
        this.retry = retry;
        this.lot = lot;
        this.breaker = breaker;
    }

    /**
     * The policy of a subscription's handler; null if it has none.
     *
     * @param host the subscription
     * @param key what keeps events in order; null if nothing does
     * @param executor runs what may call the user's code
     */
    public static @Nullable ResiliencePolicy of(
            HandlerSpec handler, RetryHost host, @Nullable EventKey key, DrainQueue executor, SafeTimer timer) {
        RetryRule retry = RetryRule.of(handler);
        CircuitBreaker breaker = CircuitBreaker.of(handler.breaker(), timer);
        if (retry == null && breaker == null && handler.timeoutMillis() == 0) {
            return null;
        }
        ParkedRetries lot =
                retry != null && key != null && key != EventKey.NONE ? new ParkedRetries(host, timer) : null;
        return new ResiliencePolicy(handler, host, executor, timer, retry, lot, breaker);
    }

    /** What one of the drains knows of its calls; for the subscription that is being made. */
    public RetryState newAttempts() {
        HandlerTimeout deadline = HandlerTimeout.of(handler, this, timer);
        if (deadline != null) {
            deadlines = new ArrayList<>(deadlines);
            deadlines.add(deadline);
        }
        return new RetryState(this, deadline, handler);
    }

    /**
     * The subscription has ended: no timer is kept that no call needs. To be called again when a drain becomes idle
     * after that.
     */
    public void disarm() {
        deadlines.forEach(HandlerTimeout::disarm);
    }

    @Nullable
    public RetryRule retry() {
        return retry;
    }

    /** Where events wait to be tried again beside others; null if they wait with their drain. */
    @Nullable
    public ParkedRetries lot() {
        return lot;
    }

    @Nullable
    public CircuitBreaker breaker() {
        return breaker;
    }

    /** Whether an event that waited beside others can be tried again now. */
    public boolean hasDue() {
        return lot != null && lot.hasDue();
    }

    /** Whether an event waits beside others, or is due. */
    public boolean holdsEvents() {
        return lot != null && lot.size() > 0;
    }

    /** Whether no call is let through for some time. */
    public boolean refusesLongerThan(long nanos) {
        return breaker != null && breaker.refusesLongerThan(nanos);
    }

    /** Lets an alarm run its task later, by the bus's time. */
    public void start(DelayedTask alarm, long nanos) {
        timer.start(alarm, nanos);
    }

    /** Runs something soon that may call the user's code: the timer's thread must not wait for that. */
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** Whatever waits beside others to be tried again gets its last attempt at once. */
    public void endDelays() {
        if (lot != null) {
            lot.makeAllDue();
        }
    }

    /** A call has run over its deadline. */
    public void beginOverrun(HandlerTimeout deadline) {
        overrun.add(deadline);
    }

    /** A call that may have run over its deadline is over. */
    public void endOverrun(HandlerTimeout deadline) {
        overrun.remove(deadline);
    }

    /** Whether a call has run over its deadline and goes on all the same. */
    public boolean isStuck() {
        return !overrun.isEmpty();
    }

    /** A handler takes no notice of having been interrupted. */
    public void tellStuck(String thread, List<StackTraceElement> stack) {
        host.reportStuck(thread, stack);
    }
}

package dev.eventbus.runtime.subscription;

import dev.eventbus.DropReason;
import dev.eventbus.runtime.execution.IdleSignal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is told by subscriptions what concerns their bus. Called on publishing and delivering threads, so implementations only
 * take note: no user code, no lock held for long.
 */
public interface SubscriptionObserver {

    /** The subscription has losses or failures to report; not told again until they were {@linkplain BusSubscription#takeReport taken}. */
    public void hasReport(BusSubscription subscription);

    /** Is told when the subscription may have become quiet. */
    public IdleSignal quiet();

    /** Whether {@link #died} is to be told of events that are lost on their way in too, and not only of those that failed. */
    public boolean keepsDrops();

    /**
     * An event was lost.
     *
     * @param item the event or its envelope
     * @param dropReason why it was dropped; null if the handler failed
     * @param cause what was thrown; or null
     * @param attempts how often the handler was called with it
     */
    public void died(
            BusSubscription subscription,
            Object item,
            @Nullable DropReason dropReason,
            @Nullable Throwable cause,
            int attempts);

    /** How many of the events that a subscription leaves behind are to be told of, the newest; 0 for none. */
    public int mostLeftBehind();

    /**
     * The subscription has left events behind.
     *
     * @param newest events or envelopes, oldest first
     * @param count how many there were
     * @param dropReason why they are discarded
     */
    public void leftBehind(BusSubscription subscription, List<Object> newest, long count, DropReason dropReason);

    /** The subscription has been cancelled and must get no more events; a handler may still be running. */
    public void cancelled(BusSubscription subscription);

    /** The subscription has ended and no handler of it runs any more. */
    public void ended(BusSubscription subscription);

    /**
     * The subscriber of a stream threw where there was no event that could have failed.
     *
     * @param signal what it was called for, such as {@code onComplete}
     */
    public void signalFailed(BusSubscription subscription, String signal, Throwable failure);

    /** A handler has run over its deadline and takes no notice of being interrupted; told once for each such call. */
    public void stuck(BusSubscription subscription, String thread, List<StackTraceElement> stack);
}

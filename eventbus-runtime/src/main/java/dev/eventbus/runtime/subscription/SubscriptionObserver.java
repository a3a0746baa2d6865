package dev.eventbus.runtime.subscription;

import dev.eventbus.DropReason;
import dev.eventbus.runtime.execution.IdleSignal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Receives from subscriptions what concerns their bus. Called on publishing and delivering threads, so implementations
 * only take note: no user code, no lock held for long.
 */
public interface SubscriptionObserver {

    /**
     * The subscription has losses or failures to report. Not called again until they were {@linkplain
     * ObservedSubscription#takeReport taken}.
     */
    public void onReportRequested(ObservedSubscription subscription);

    /** Is signalled when the subscription may have become idle. */
    public IdleSignal idleSignal();

    /** Whether {@link #onLost} wants events lost before their handler too, not only those that failed in it. */
    public boolean keepsDrops();

    /**
     * An event was lost.
     *
     * @param item the event or its envelope
     * @param dropReason why it was dropped; null if the handler failed
     * @param cause what was thrown; or null
     * @param attempts how often the handler was called with it
     */
    public void onLost(
            ObservedSubscription subscription,
            Object item,
            @Nullable DropReason dropReason,
            @Nullable Throwable cause,
            int attempts);

    /** How many of the events that remain when a subscription ends {@link #onRemaining} wants; 0 for none. */
    public int maxRemaining();

    /**
     * Events remained in the channel of a subscription that has ended.
     *
     * @param newest the newest of them, events or envelopes, oldest first
     * @param count how many there were
     * @param dropReason why they are discarded
     */
    public void onRemaining(ObservedSubscription subscription, List<Object> newest, long count, DropReason dropReason);

    /** The subscription has been cancelled and must get no more events; a handler may still be running. */
    public void onCancelled(ObservedSubscription subscription);

    /** The subscription has ended, and no handler of it may be running any more. */
    public void onEnded(ObservedSubscription subscription);

    /**
     * The subscriber of a stream threw where no event could have failed.
     *
     * @param signal what it was called for, such as {@code onComplete}
     */
    public void onSignalFailed(ObservedSubscription subscription, String signal, Throwable failure);

    /** A handler has exceeded its timeout and ignores the interrupt. Called once for each such call. */
    public void onStuck(ObservedSubscription subscription, String thread, List<StackTraceElement> stack);
}

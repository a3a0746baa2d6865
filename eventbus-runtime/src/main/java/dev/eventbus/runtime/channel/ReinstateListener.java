package dev.eventbus.runtime.channel;

/** Bypasses channels that stay full, and is notified when one of them has taken an event or ended. */
public interface ReinstateListener {

    /**
     * Offers to a channel again from when this returns.
     *
     * @param subscriptionId of the channel's subscription
     */
    void reinstate(long subscriptionId);
}

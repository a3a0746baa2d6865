package dev.eventbus.runtime.channel;

/** Notified when a channel that publishers bypass, because it stayed full, has room again or has ended. */
public interface ReinstateListener {

    /**
     * Stops bypassing a channel: once this has returned, publishers offer events to it again.
     *
     * @param subscriptionId the id of the channel's subscription
     */
    void reinstate(long subscriptionId);
}

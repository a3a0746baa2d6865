package dev.eventbus.runtime.channel;

/** Whoever leaves out channels that stay full; it is told when one of them has taken an event, or ended. */
public interface ReinstateListener {

    /** Offers to a channel again from when this returns. */
    void bringBack(ChannelIntake channel);
}

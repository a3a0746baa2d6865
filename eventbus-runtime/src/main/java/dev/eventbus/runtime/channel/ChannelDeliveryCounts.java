package dev.eventbus.runtime.channel;

/**
 * What a {@link ChannelDelivery} changes with each event or run: numbers only. The references that follow in the subclass are changed
 * seldom, and so keep what is behind it in memory away; in one class, some JVMs put references first, and some last.
 *
 * <p>Written by the holder of the drain; what is volatile is read by others.
 */
abstract class ChannelDeliveryCounts extends ChannelDeliveryFront {

    // How many calls this run was meant to make. First, where it fills a gap beside what does not change.
    int length;
    // How many calls are left of them.
    int remaining;
    // How many events the handler was given last; 0 if there is nothing about which the outcome is open.
    int inHand;

    volatile long delivered;
    volatile long failed;
    long missedBefore;

    // True around taking an event, until it is no longer among those that wait to be told of. Set before the
    // compare-and-set of the queue, so that whoever shuts the queue after that sees it.
    volatile boolean taking;

    boolean cutShort;
    boolean ownThread;

    ChannelDeliveryCounts(ChannelSubscription subscription) {
        super(subscription);
    }
}

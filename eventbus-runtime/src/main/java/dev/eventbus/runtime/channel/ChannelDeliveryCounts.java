package dev.eventbus.runtime.channel;

/**
 * What a {@link ChannelDelivery} changes with each event or run: numbers and flags only. The references that follow in
 * the subclass change seldom, and so keep what is behind it in memory away; in one class, some JVMs put references
 * first, and some last.
 *
 * <p>Written by the holder of the drain; what is volatile is read by others.
 */
abstract class ChannelDeliveryCounts extends ChannelDeliveryFront {

    // How many calls this run was meant to make. First, where it fills a gap beside what does not change.
    int length;
    // How many calls are left of them.
    int remaining;
    // How many events the handler was given last; 0 if there is nothing about which the outcome is open.
    int eventsInHand;

    volatile long delivered;
    volatile long failed;

    // True around taking an event, until it is no longer among those that wait and are tracked. Set before the
    // compare-and-set of the queue, so that a thread that closes the queue after that sees it.
    volatile boolean taking;

    // Whether a success of what is in hand has only to be counted. Cleared before anything is noted about it.
    boolean countOnly;
    // Whether an item is stored in what is in hand.
    boolean holdsItem;
    boolean cutShort;
    boolean ownThread;

    ChannelDeliveryCounts(DrainSetup setup) {
        super(setup);
        this.countOnly = plain;
    }
}

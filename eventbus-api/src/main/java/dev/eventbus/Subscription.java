package dev.eventbus;

/**
 * One handler on one bus, with a channel of its own. Not to be implemented by users: methods may be added. All methods
 * can be called from any thread, the handler's own included.
 */
public interface Subscription {

    /**
     * The number of this subscription, unique on its bus.
     *
     * @return a number above 0, in the order of subscribing
     */
    long id();

    /**
     * The name of the declaration; several instances of a subscriber class share it.
     *
     * @return the name
     */
    String name();

    /**
     * The type whose instances the subscription matches.
     *
     * @return the type of events
     */
    Class<?> eventType();

    /**
     * Ends the subscription. When this returns, nothing more is taken from the channel: events that waited are discarded
     * and counted, and an event that a handler is working on is finished by it. A {@link DeliveryMode#DIRECT} handler is
     * not called by any {@code publish} that begins after this returns. Does nothing the second time.
     */
    void cancel();

    /**
     * Lets the channel hold what comes: events are accepted as long as there is room, and none is taken for the handler until
     * {@link #resume}. An event that is being taken while this is called still reaches the handler, and one that waits to be tried again has
     * been taken. A bus that closes discards
     * what a paused channel holds. Does nothing if the subscription is paused already, or is not active any more:
     * what a closed pull channel or stream still holds can be read.
     *
     * @throws UnsupportedOperationException for a {@link DeliveryMode#DIRECT} handler, which has no channel
     */
    void pause();

    /**
     * Lets the handler go on with what the channel holds. Does nothing if the subscription is not paused, or has ended.
     *
     * @throws UnsupportedOperationException for a {@link DeliveryMode#DIRECT} handler, which has no channel
     */
    void resume();

    /**
     * Whether the subscription is paused.
     *
     * @return true between {@link #pause} and {@link #resume}
     */
    boolean isPaused();

    /**
     * Whether the subscription still takes events.
     *
     * @return false once it is cancelled or its bus has been closed
     */
    boolean isActive();

    /**
     * What the subscription has done so far.
     *
     * @return a snapshot
     */
    SubscriptionStats stats();
}

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

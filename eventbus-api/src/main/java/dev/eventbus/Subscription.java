package dev.eventbus;

/**
 * One handler on one bus, with a channel of its own. Not to be implemented by users: methods may be added. All methods
 * can be called from any thread, including the handler's own.
 */
public interface Subscription {

    /** {@return the number of this subscription, unique on its bus; above 0, in the order of subscribing} */
    long id();

    /** {@return the name of the declaration; several instances of a subscriber class share it} */
    String name();

    /** {@return the type whose instances the subscription matches} */
    Class<?> eventType();

    /**
     * Ends the subscription. When this returns, no further event is taken from the channel: queued events are discarded
     * and counted, and an event that a handler is working on is finished. A {@link DeliveryMode#DIRECT} handler is not
     * called by any {@code publish} that begins after this returns. Has no effect the second time.
     */
    void cancel();

    /**
     * Pauses the handler: events are accepted as long as there is room, but none is taken for the handler until
     * {@link #resume}. An event that is being taken during this call still reaches the handler; so does one that waits
     * for a retry, which has been taken already. Closing the bus discards what a paused channel holds. Has no effect if
     * the subscription is paused already or no longer active: what a closed pull channel or stream still holds can be
     * read.
     *
     * @throws UnsupportedOperationException for a {@link DeliveryMode#DIRECT} handler, which has no channel
     */
    void pause();

    /**
     * Lets the handler continue with what the channel holds. Has no effect if the subscription is not paused or has
     * ended.
     *
     * @throws UnsupportedOperationException for a {@link DeliveryMode#DIRECT} handler, which has no channel
     */
    void resume();

    /** {@return whether the subscription is paused: true between {@link #pause} and {@link #resume}} */
    boolean isPaused();

    /** {@return whether the subscription still takes events: false once it is cancelled or its bus has been closed} */
    boolean isActive();

    /** {@return a snapshot of the counters of this subscription} */
    SubscriptionStats stats();
}

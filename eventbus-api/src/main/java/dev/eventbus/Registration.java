package dev.eventbus;

import java.util.List;

/**
 * The subscriptions of one registered subscriber. Not to be implemented by users: methods may be added.
 *
 * @see EventBus#register(Object)
 */
public interface Registration {

    /** {@return one subscription for each handler of the subscriber, those of superclasses first, unmodifiable} */
    List<Subscription> subscriptions();

    /**
     * {@linkplain Subscription#cancel() Cancels} all subscriptions of the subscriber, which can then be registered
     * again.
     */
    void cancel();
}

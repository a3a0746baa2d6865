package dev.eventbus.spi.generated;

/**
 * Receives the contents of a {@link SubscriberIndex}. All names are binary class names, so that nothing is loaded.
 *
 * <p>Not to be implemented by users: methods with defaults may be added.
 */
public interface IndexContents {

    /**
     * Reports a class that declares handlers.
     *
     * @param className the binary class name
     */
    void subscriber(String className);

    /**
     * Reports a name that {@link dev.eventbus.Subscribe#name()} gives to a handler of the last reported subscriber.
     * Default names, which two classes cannot share, are not reported, so that indexes stay small.
     *
     * @param subscriptionName the name
     */
    void name(String subscriptionName);

    /**
     * Reports a type with {@link dev.eventbus.Event}.
     *
     * @param className the binary class name
     * @param topic the topic
     * @param version the schema version
     */
    void event(String className, String topic, int version);

    /**
     * Reports how many events of the last reported type are retained, as {@link dev.eventbus.Event#retain()} says. Zero
     * is not reported, so that indexes stay small.
     *
     * @param count the number of events
     */
    default void retain(int count) {}

    /**
     * Reports a dispatcher for events of exactly one class; its {@linkplain #slot slots} follow.
     *
     * @param eventClassName the binary name of the event class
     */
    void dispatcher(String eventClassName);

    /**
     * Reports the next slot of the last reported dispatcher, in the order in which it calls them: by priority, high
     * first.
     *
     * @param subscriber the number of a subscriber in this index
     * @param handler the number of a handler in the table of that subscriber
     */
    void slot(int subscriber, int handler);
}

package dev.eventbus.spi.generated;

/**
 * Is told by a {@link SubscriberIndex} what is in it. All names are binary class names, so that nothing is loaded.
 *
 * <p>Not to be implemented by users: methods with defaults may be added.
 */
public interface IndexContents {

    /**
     * A class that declares handlers.
     *
     * @param className its binary name
     */
    void subscriber(String className);

    /**
     * A name that a handler of the subscriber last told of was given with {@link dev.eventbus.Subscribe#name()}. Told only
     * where it is not the default name, which two classes cannot have in common: so that indexes stay small.
     *
     * @param subscriptionName the name
     */
    void name(String subscriptionName);

    /**
     * A type with {@link dev.eventbus.Event}.
     *
     * @param className its binary name
     * @param topic its topic
     * @param version its schema version
     */
    void event(String className, String topic, int version);

    /**
     * How many events of the type last told of are to be kept, as {@link dev.eventbus.Event#retain()} says. Told only where
     * it is not 0: so that indexes stay small.
     *
     * @param count a number of events
     */
    default void retain(int count) {}

    /**
     * A dispatcher for events of exactly one class; its {@linkplain #slot slots} follow.
     *
     * @param eventClassName the binary name of the event class
     */
    void dispatcher(String eventClassName);

    /**
     * The next slot of the dispatcher last told of, in the order in which it calls them: by priority, high first.
     *
     * @param subscriber the number of a subscriber in this index
     * @param handler the number of a handler in that subscriber's table
     */
    void slot(int subscriber, int handler);
}

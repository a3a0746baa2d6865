package dev.eventbus.spi.generated;

import org.jspecify.annotations.Nullable;

/**
 * The result of one compilation: its subscriber classes with their handler tables, its {@link dev.eventbus.Event}
 * types, and dispatchers for its direct handlers. Implemented by the generated class {@code EventBusIndex}.
 *
 * <p>An index is cheap to create and to {@linkplain #describe describe}: strings and numbers name everything in it, and
 * a table or descriptor is loaded when it is first needed. Subscribers, events and dispatchers are each numbered from 0
 * in the order in which they are {@linkplain IndexContents described}.
 *
 * <p><strong>Compatibility.</strong> A runtime reads {@link #abi()} before anything else. It accepts every index of its
 * major version whose number is not above its own {@link #ABI}; generated code holds no policy, so a newer runtime
 * improves it. New methods of the types in this package have defaults.
 */
public interface SubscriberIndex {

    /** The number of the contract that this version of the API describes. */
    int ABI = 1;

    /**
     * Returns the number of the contract that this index was generated for, a constant in the generated code.
     *
     * @return the value of {@link #ABI} at the time of generation
     */
    int abi();

    /**
     * Reports what is in the index: subscribers, events and dispatchers, each in a fixed order.
     *
     * @param contents receives it
     */
    void describe(IndexContents contents);

    /**
     * Creates the handler table of a subscriber class.
     *
     * @param subscriber the number of the subscriber
     * @return a new table
     * @throws IllegalArgumentException if there is no such number
     */
    default HandlerTable table(int subscriber) {
        throw new IllegalArgumentException("no subscriber " + subscriber);
    }

    /**
     * Creates the descriptor of an event type.
     *
     * @param event the number of the event type
     * @return a new descriptor
     * @throws IllegalArgumentException if there is no such number
     */
    default EventDescriptor event(int event) {
        throw new IllegalArgumentException("no event " + event);
    }

    /**
     * Creates a dispatcher bound to subscribers.
     *
     * @param dispatcher the number of the dispatcher
     * @param subscribers one object for each of its slots; null for an unused slot
     * @return a new dispatcher
     * @throws IllegalArgumentException if there is no such number
     */
    default DirectDispatcher dispatcher(int dispatcher, @Nullable Object[] subscribers) {
        throw new IllegalArgumentException("no dispatcher " + dispatcher);
    }
}

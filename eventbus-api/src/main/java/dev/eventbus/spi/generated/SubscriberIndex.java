package dev.eventbus.spi.generated;

import org.jspecify.annotations.Nullable;

/**
 * What one compilation knows: its subscriber classes with their handler tables, its {@link dev.eventbus.Event} types, and
 * dispatchers for its direct handlers. Implemented by the generated class {@code EventBusIndex}.
 *
 * <p>An index is cheap to make and to {@linkplain #describe describe}: everything in it is named by strings and numbers,
 * and a table or descriptor is loaded when it is first needed. The numbers are those of the order of
 * {@linkplain IndexContents description}, from 0.
 *
 * <p><strong>Compatibility.</strong> {@link #abi()} is asked before anything else. A runtime accepts every index of its
 * major version whose number is not above its own {@link #ABI}; generated code holds no policy, so that a newer runtime
 * improves it. New methods of the types in this package have defaults.
 */
public interface SubscriberIndex {

    /** The number of the contract that this version of the API describes. */
    int ABI = 1;

    /**
     * The number of the contract that this index was generated for: a constant in the generated code.
     *
     * @return the value of {@link #ABI} at the time of generation
     */
    int abi();

    /**
     * Tells what is in the index, subscribers, events and dispatchers each in a fixed order.
     *
     * @param contents is told
     */
    void describe(IndexContents contents);

    /**
     * Makes the handler table of a subscriber class.
     *
     * @param subscriber the number of the subscriber
     * @return a new table
     */
    default HandlerTable table(int subscriber) {
        throw new IllegalArgumentException("no subscriber " + subscriber);
    }

    /**
     * Makes the descriptor of an event type.
     *
     * @param event the number of the event type
     * @return a new descriptor
     */
    default EventDescriptor event(int event) {
        throw new IllegalArgumentException("no event " + event);
    }

    /**
     * Makes a dispatcher bound to subscribers.
     *
     * @param dispatcher the number of the dispatcher
     * @param subscribers one object for each of its slots, null for a slot that is not used
     * @return a new dispatcher
     */
    default DirectDispatcher dispatcher(int dispatcher, @Nullable Object[] subscribers) {
        throw new IllegalArgumentException("no dispatcher " + dispatcher);
    }
}

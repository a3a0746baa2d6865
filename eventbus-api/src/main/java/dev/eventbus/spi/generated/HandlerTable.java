package dev.eventbus.spi.generated;

import org.jspecify.annotations.Nullable;

/**
 * The handlers that one class declares, as calls that need no reflection. Implemented by the generated class
 * {@code <Class>_Handlers} beside it; subclasses are served by the same table.
 *
 * <p>A table casts and calls, and reports success or the {@code Throwable}; it holds no state and no policy. Handlers
 * are numbered in the order of {@link #handlers()}. A table without handlers of a kind omits the method for that kind,
 * which then knows no number.
 */
public interface HandlerTable {

    /** {@return the class that declares the handlers} */
    Class<?> subscriberType();

    /** {@return what the annotations say: one specification for each handler, in a new array} */
    HandlerSpec[] handlers();

    /**
     * {@return whether the class may have handlers that the processor did not see, because it read a stub}
     *
     * <p>Kotlin's kapt omits functions whose name Java cannot write. If this is true, the runtime counts them.
     */
    default boolean mayBeIncomplete() {
        return false;
    }

    /**
     * Calls a {@linkplain dev.eventbus.DeliveryMode#CHANNEL channel} handler for one event after another, until
     * {@link DeliveryCursor#next()} has no more.
     *
     * @param handler the number of the handler
     * @param subscriber an instance of {@link #subscriberType()}
     * @param delivery supplies the events and takes the outcomes
     */
    default void deliver(int handler, Object subscriber, DeliveryCursor delivery) {
        throw unknown("channel handler", handler);
    }

    /**
     * Calls a handler of batches for one batch after another, until {@link DeliveryCursor#nextBatch()} has no more.
     *
     * @param handler the number of a handler with {@link HandlerSpec#batch()} above 1
     * @param subscriber an instance of {@link #subscriberType()}
     * @param delivery supplies the batches and takes the outcomes
     */
    default void deliverBatches(int handler, Object subscriber, DeliveryCursor delivery) {
        throw unknown("handler of batches", handler);
    }

    /**
     * Calls a {@linkplain dev.eventbus.DeliveryMode#DIRECT direct} handler for one event.
     *
     * @param handler the number of the handler
     * @param subscriber an instance of {@link #subscriberType()}
     * @param event the event
     * @param context an {@link dev.eventbus.EventContext}; null if the handler takes none
     * @throws Throwable whatever the handler throws
     */
    default void call(int handler, Object subscriber, Object event, @Nullable Object context) throws Throwable {
        throw unknown("direct handler", handler);
    }

    /**
     * Calls the filter of a handler.
     *
     * @param handler the number of a handler with {@link HandlerSpec#filtered()}
     * @param subscriber an instance of {@link #subscriberType()}
     * @param event the event
     * @return true if the handler should receive the event
     * @throws Throwable whatever the filter throws
     */
    default boolean accepts(int handler, Object subscriber, Object event) throws Throwable {
        throw unknown("filter of handler", handler);
    }

    /**
     * Returns the key of an event for a handler.
     *
     * @param handler the number of a handler with {@link HandlerSpec#keyed()}
     * @param event the event
     * @return the value of the accessor path
     * @throws Throwable whatever an accessor throws
     */
    default @Nullable Object key(int handler, Object event) throws Throwable {
        throw unknown("key of handler", handler);
    }

    /**
     * Creates the exception that generated code throws for an unknown number, which is a defect of the runtime. In one
     * place, so that each table is smaller.
     *
     * @param what the kind of the thing that has no such number
     * @param handler the number
     * @return the exception
     */
    static IllegalArgumentException unknown(String what, int handler) {
        return new IllegalArgumentException("no " + what + " " + handler);
    }
}

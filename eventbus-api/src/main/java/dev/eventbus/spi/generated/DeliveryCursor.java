package dev.eventbus.spi.generated;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A series of deliveries to one handler, as a cursor for generated code: {@link #next()} reports that the previous
 * event was handled and returns the next one; {@link #failed} in between reports that it was not.
 *
 * <pre>{@code
 * for (Object event = delivery.next(); event != null; event = delivery.next()) {
 *     try {
 *         subscriber.onOrder((OrderCreated) event);
 *     } catch (Throwable failure) {
 *         delivery.failed(event, failure);
 *     }
 * }
 * }</pre>
 *
 * <p>All policy (when a series ends, what is counted, what a failure causes) is behind these methods. A class, not an
 * interface, with one implementation in a runtime, so that calls from hot loops are cheap.
 *
 * <p>Threading: used by one thread at a time.
 */
public abstract class DeliveryCursor {

    /** For the runtime. */
    protected DeliveryCursor() {}

    /**
     * Ends the delivery of the previous event, successfully unless {@link #failed} was called, and begins the next.
     *
     * @return the event; null at the end of the series
     */
    public abstract @Nullable Object next();

    /**
     * Does what {@link #next()} does, for handlers of batches.
     *
     * @return the events, at least one and at most as many as the handler takes; null at the end of the series
     */
    public abstract @Nullable List<?> nextBatch();

    /**
     * {@return the {@link dev.eventbus.EventContext} of the current event, typed so that this package names only its
     * own types}
     */
    public abstract Object context();

    /**
     * Reports that the current event, or batch, was not handled.
     *
     * @param event what {@link #next()} or {@link #nextBatch()} returned, so that a runtime need not keep it in case it
     *     fails
     * @param failure what the handler threw
     */
    public abstract void failed(Object event, Throwable failure);

    /**
     * Reports that the handler returned a stage, whose completion finishes the current event.
     *
     * @param event what {@link #next()} returned, as in {@link #failed}
     * @param stage what the handler returned; null is a failure
     */
    public abstract void returned(Object event, @Nullable CompletionStage<?> stage);
}

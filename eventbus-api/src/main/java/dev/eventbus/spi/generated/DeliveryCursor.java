package dev.eventbus.spi.generated;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A run of deliveries to one handler, given to generated code as a cursor: {@link #next()} says that the event before was
 * handled and gives the next one; {@link #failed} in between says that it was not.
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
 * <p>Everything that is policy (when a run ends, what is counted, what a failure leads to) is behind these methods. A
 * class and not an interface, and with one implementation in a runtime, so that calls from hot loops are cheap.
 *
 * <p>Threading: used by one thread at a time.
 */
public abstract class DeliveryCursor {

    /** For the runtime. */
    protected DeliveryCursor() {}

    /**
     * Ends the delivery of the event before, successfully unless {@link #failed} was called, and begins the next.
     *
     * @return the event; null when the run is over
     */
    public abstract @Nullable Object next();

    /**
     * The same as {@link #next()} for handlers of batches.
     *
     * @return the events, at least one and at most as many as the handler asked for; null when the run is over
     */
    public abstract @Nullable List<?> nextBatch();

    /**
     * The context of the current event.
     *
     * @return a {@link dev.eventbus.EventContext}, typed so that this package names only its own types
     */
    public abstract Object context();

    /**
     * Says that the current event, or batch, was not handled.
     *
     * @param event what was given, so that a runtime need not keep it for the case that it fails
     * @param failure what the handler threw
     */
    public abstract void failed(Object event, Throwable failure);

    /**
     * Says that the handler returned a stage, with whose completion the current event is finished.
     *
     * @param event what was given, as in {@link #failed}
     * @param stage what the handler returned; null is a failure
     */
    public abstract void returned(Object event, @Nullable CompletionStage<?> stage);
}

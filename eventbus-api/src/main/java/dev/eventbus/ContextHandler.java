package dev.eventbus;

/**
 * A handler that also takes the context of the delivery.
 *
 * @param <E> the type of events
 */
@FunctionalInterface
public interface ContextHandler<E> {

    /**
     * Handles one event. Threading and failure are as with {@link Handler#handle}.
     *
     * @param event the event
     * @param context topic, id, time, headers and more of this delivery; immutable, and safe to keep
     * @throws Exception if handling fails
     */
    void handle(E event, EventContext context) throws Exception;
}

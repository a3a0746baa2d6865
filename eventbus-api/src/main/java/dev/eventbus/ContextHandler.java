package dev.eventbus;

/**
 * A handler of events that also wants to know the circumstances of a delivery.
 *
 * @param <E> the type of events
 */
@FunctionalInterface
public interface ContextHandler<E> {

    /**
     * Handles one event. Threading and failure are as with {@link Handler#handle}.
     *
     * @param event the event
     * @param context topic, id, time, headers and more of this delivery
     * @throws Exception to say that handling failed
     */
    void handle(E event, EventContext context) throws Exception;
}

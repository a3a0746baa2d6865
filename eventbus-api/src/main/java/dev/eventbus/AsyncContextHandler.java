package dev.eventbus;

import java.util.concurrent.CompletionStage;

/**
 * A handler of events that goes on after it has returned, and also wants to know the circumstances of a delivery.
 *
 * @param <E> the type of events
 */
@FunctionalInterface
public interface AsyncContextHandler<E> {

    /**
     * Begins to handle one event. Threading and failure are as with {@link AsyncHandler#handle}.
     *
     * @param event the event
     * @param context topic, id, time, headers and more of this delivery; safe to use until the stage ends, and after
     * @return what ends when the event is handled; null, and a stage that fails, count as a failed handler
     * @throws Exception to say that handling failed
     */
    CompletionStage<?> handle(E event, EventContext context) throws Exception;
}

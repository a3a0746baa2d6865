package dev.eventbus;

import java.util.concurrent.CompletionStage;

/**
 * A handler of events that returns a stage and also takes the context of the delivery.
 *
 * @param <E> the type of events
 */
@FunctionalInterface
public interface AsyncContextHandler<E> {

    /**
     * Begins to handle one event. Threading and failure are as with {@link AsyncHandler#handle}.
     *
     * @param event the event
     * @param context topic, id, time, headers and more of this delivery; immutable, and safe to keep
     * @return a stage that completes when the event is handled; null, or a stage that fails, counts as a failure
     * @throws Exception if handling fails
     */
    CompletionStage<?> handle(E event, EventContext context) throws Exception;
}

package dev.eventbus;

import java.util.concurrent.CompletionStage;

/**
 * A handler that completes an event after it has returned.
 *
 * @param <E> the type of events
 */
@FunctionalInterface
public interface AsyncHandler<E> extends AsyncContextHandler<E> {

    /**
     * Begins to handle one event. Threading: as with {@link Handler#handle}. The next event is handled after the stage
     * has completed, on a thread of the bus and never in the completing thread; no thread waits for the stage. Code
     * that completes the stage runs outside the handler: once {@code close} has begun it can no longer publish, even
     * though {@code close} waits for the stage.
     *
     * @param event the event
     * @return a stage that completes when the event is handled; null, or a stage that fails, counts as a failure
     * @throws Exception if handling fails
     */
    CompletionStage<?> handle(E event) throws Exception;

    /**
     * Calls {@link #handle(Object)} and ignores the context. Every {@code AsyncHandler} is also an
     * {@link AsyncContextHandler}, so a method reference that fits both forms selects the one without a context.
     */
    @Override
    default CompletionStage<?> handle(E event, EventContext context) throws Exception {
        return handle(event);
    }
}

package dev.eventbus;

import java.util.concurrent.CompletionStage;

/**
 * A handler of events that goes on after it has returned.
 *
 * @param <E> the type of events
 */
@FunctionalInterface
public interface AsyncHandler<E> extends AsyncContextHandler<E> {

    /**
     * Begins to handle one event. Threading: as with {@link Handler#handle}; the next event is handled when the stage has
     * ended, on a thread of the bus and never in the one that ended it. No thread is kept waiting for that. What goes on in
     * other threads may publish like anybody else, and so not any more once the bus is being closed, although that waits for the stage.
     *
     * @param event the event
     * @return what ends when the event is handled; null, and a stage that fails, count as a failed handler
     * @throws Exception to say that handling failed
     */
    CompletionStage<?> handle(E event) throws Exception;

    /**
     * Calls {@link #handle(Object)} and ignores the context. Since every {@code AsyncHandler} is an
     * {@link AsyncContextHandler} too, a method reference that fits both forms means the one without a context.
     */
    @Override
    default CompletionStage<?> handle(E event, EventContext context) throws Exception {
        return handle(event);
    }
}

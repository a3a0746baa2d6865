package dev.eventbus;

import java.util.List;

/**
 * A handler of several events at once: of those that are there, never waiting for more.
 *
 * @param <E> the type of events
 */
@FunctionalInterface
public interface BatchHandler<E> extends BatchContextHandler<E> {

    /**
     * Handles some events. Threading is as with {@link Handler#handle}.
     *
     * @param events from 1 to the {@code max} of {@link SubscriptionBuilder#handleBatch}, in their order; unmodifiable,
     *     and safe to keep
     * @throws Exception to say that handling failed, for all of them
     */
    void handle(List<E> events) throws Exception;

    /**
     * Calls {@link #handle(List)} and ignores the context. Since every {@code BatchHandler} is a
     * {@link BatchContextHandler} too, a method reference that fits both forms, such as {@code batches::add}, means the
     * one without a context.
     */
    @Override
    default void handle(List<E> events, EventContext context) throws Exception {
        handle(events);
    }
}

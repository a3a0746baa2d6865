package dev.eventbus;

import java.util.List;

/**
 * A handler of several events at once: of those that are queued, never waiting for more.
 *
 * @param <E> the type of events
 */
@FunctionalInterface
public interface BatchHandler<E> extends BatchContextHandler<E> {

    /**
     * Handles a batch of events. Threading is as with {@link Handler#handle}.
     *
     * @param events from 1 to the {@code max} of {@link SubscriptionBuilder#handleBatch}, in order; unmodifiable, and
     *     safe to keep
     * @throws Exception if handling fails; the whole batch then fails
     */
    void handle(List<E> events) throws Exception;

    /**
     * Calls {@link #handle(List)} and ignores the context. Every {@code BatchHandler} is also a
     * {@link BatchContextHandler}, so a method reference that fits both forms, such as {@code batches::add}, selects
     * the one without a context.
     */
    @Override
    default void handle(List<E> events, EventContext context) throws Exception {
        handle(events);
    }
}

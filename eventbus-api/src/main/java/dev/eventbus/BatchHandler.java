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
     * @param events at least one and at most as many as {@link SubscriptionBuilder#handleBatch} was given, in their order;
     *     unmodifiable, and safe to keep
     * @throws Exception to say that handling failed, for all of them
     */
    void handle(List<E> events) throws Exception;

    /**
     * Does the same, and ignores the context. A handler without a context stands in for one with it, so that a reference to an
     * overloaded method, such as {@code batches::add}, means the form without.
     */
    @Override
    default void handle(List<E> events, EventContext context) throws Exception {
        handle(events);
    }
}

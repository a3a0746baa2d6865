package dev.eventbus;

import java.util.List;

/**
 * A handler of several events at once that also takes a context.
 *
 * @param <E> the type of events
 */
@FunctionalInterface
public interface BatchContextHandler<E> {

    /**
     * Handles some events. Threading is as with {@link Handler#handle}.
     *
     * @param events from 1 to the {@code max} of {@link SubscriptionBuilder#handleBatch}, in their order; unmodifiable,
     *     and safe to keep
     * @param context one for all of them: topic, id, time, headers and {@link EventContext#isRedrive()} are those of
     *     the first event, {@link EventContext#attempt()} counts the calls with this batch, and
     *     {@link EventContext#missed()} counts the events that were dropped since the last event of the previous batch
     * @throws Exception to say that handling failed, for all of them
     */
    void handle(List<E> events, EventContext context) throws Exception;
}

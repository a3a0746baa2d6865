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
     * Handles a batch of events. Threading is as with {@link Handler#handle}.
     *
     * @param events from 1 to the {@code max} of {@link SubscriptionBuilder#handleBatch}, in order; unmodifiable, and
     *     safe to keep
     * @param context one context for the whole batch: topic, id, time, headers and {@link EventContext#isRedrive()} are
     *     those of the first event, {@link EventContext#attempt()} counts the calls with this batch, and
     *     {@link EventContext#missed()} counts the events dropped since the last event of the previous batch
     * @throws Exception if handling fails; the whole batch then fails
     */
    void handle(List<E> events, EventContext context) throws Exception;
}

package dev.eventbus;

/**
 * A handler of events, as a lambda.
 *
 * @param <E> the type of events
 */
@FunctionalInterface
public interface Handler<E> {

    /**
     * Handles one event. Threading: see {@link EventBus}; with concurrency 1, the default, never called by two threads
     * at once.
     *
     * @param event the event
     * @throws Exception if handling fails; the failure is counted and reported, and affects no other subscription
     */
    void handle(E event) throws Exception;
}

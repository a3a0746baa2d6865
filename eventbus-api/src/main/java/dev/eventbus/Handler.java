package dev.eventbus;

/**
 * A handler of events, as a lambda.
 *
 * @param <E> the type of events
 */
@FunctionalInterface
public interface Handler<E> {

    /**
     * Handles one event. Threading: see {@link EventBus}; with concurrency 1, which is the default, never by two threads
     * at once.
     *
     * @param event the event
     * @throws Exception to say that handling failed; the failure is counted and reported, and affects nobody else
     */
    void handle(E event) throws Exception;
}
